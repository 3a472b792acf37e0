package dev.loomscope.model;

import java.util.Arrays;
import java.util.List;

/** Counts exactly how many tasks of some tracks were alive, as long as these are not too many to be looked at in a frame. */
final class Alive {
    private static final int MOST_TRACKS = 200;
    private static final int MOST_TASKS = 2_000;

    private final SessionModel model;
    private final List<TaskTrack> tracks;
    private final long from;
    private final double nsPerPixel;
    private int seen;

    Alive(SessionModel model, List<TaskTrack> tracks, long from, double nsPerPixel) {
        this.model = model;
        this.tracks = tracks;
        this.from = from;
        this.nsPerPixel = nsPerPixel;
    }

    /** Fills in how many were alive, each time on average over a pixel; false where they are too many. */
    boolean fill(int pixels, float[] out) {
        if (tracks.size() > MOST_TRACKS) {
            return false;
        }
        Arrays.fill(out, 0, pixels, 0);
        long to = from + (long) Math.ceil(nsPerPixel * pixels);
        TaskTable tasks = model.tasks();
        for (TaskTrack track : tracks) {
            track.tasks(from, to, 0, row -> {
                long end = tasks.ended(row);
                add(tasks.submitted(row), end < 0 ? Long.MAX_VALUE : end, pixels, out);
                return ++seen <= MOST_TASKS;
            });
            if (seen > MOST_TASKS) {
                return false;
            }
        }
        return true;
    }

    private void add(long begin, long end, int pixels, float[] out) {
        double a = Math.max(0, (begin - from) / nsPerPixel);
        double b = end == Long.MAX_VALUE ? pixels : Math.min(pixels, (end - from) / nsPerPixel);
        for (int p = (int) a; p < b; p++) {
            out[p] += (float) (Math.min(b, p + 1) - Math.max(a, p));
        }
    }
}
