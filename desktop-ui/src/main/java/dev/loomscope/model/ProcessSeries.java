package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.protocol.FrameLayout;
import org.jspecify.annotations.Nullable;

/** The watched process over time: a point a second, and its garbage collections. Written by the session's thread, read by any. */
public final class ProcessSeries {
    private static final int MOST_POINTS = 1 << 16;
    private static final int MOST_COLLECTIONS = 1 << 13;

    /**
     * How the process stood. What is unknown is below 0.
     *
     * @param time in ns since the epoch
     * @param cpu 0 to 1, of all processors
     * @param compileMs spent in compiling ever
     */
    public record Point(
            long time, long heapUsed, long heapCommitted, long heapMax, double cpu, int threads, int classes,
            long compileMs) {}

    private volatile @Nullable Point[] points = new @Nullable Point[64];
    private volatile int size;
    private volatile List<GcPause> collections = List.of();

    ProcessSeries() {}

    /** Points there are. */
    public int size() {
        return size;
    }

    /** A point by its place, from 0 for the oldest that is kept to {@link #size}. */
    public @Nullable Point point(int i) {
        return i < 0 || i >= size ? null : points[i];
    }

    /** The newest one; null where there is none. */
    public @Nullable Point latest() {
        return point(size - 1);
    }

    /** Collections, oldest first; of very many the latest ones. */
    public List<GcPause> collections() {
        return collections;
    }

    /** Ns for which collections stopped the application within a time range. */
    public long paused(long from, long to) {
        long sum = 0;
        for (GcPause gc : collections) {
            if (gc.stopsAll()) {
                sum += Math.max(0, Math.min(to, gc.to()) - Math.max(from, gc.from()));
            }
        }
        return sum;
    }

    /** Session thread. */
    void sample(JsonNode json, long time) {
        for (JsonNode gc : json.path("gcs")) {
            collection(gc, time);
        }
        boolean hasFigures = json.hasNonNull("heapUsed") || json.hasNonNull("cpu") || json.hasNonNull("threads");
        int at = size;
        Point last = latest();
        if (!hasFigures || (last != null && last.time >= time)) {
            return;
        }
        if (at == MOST_POINTS) {
            points = Arrays.copyOfRange(points, MOST_POINTS / 4, MOST_POINTS + MOST_POINTS / 4);
            at -= MOST_POINTS / 4;
        } else if (at == points.length) {
            points = Arrays.copyOf(points, at * 2);
        }
        points[at] = new Point(time, json.path("heapUsed").asLong(-1), json.path("heapCommitted").asLong(-1),
                json.path("heapMax").asLong(-1), json.path("cpu").asDouble(-1), json.path("threads").asInt(-1),
                json.path("classes").asInt(-1), json.path("compileMs").asLong(-1));
        size = at + 1;
    }

    /** Said again behind a keyframe, they are no news. */
    private void collection(JsonNode json, long time) {
        long from = Math.clamp(json.path("fromNs").asLong(time), 0, FrameLayout.LATEST_TIME);
        long to = Math.clamp(json.path("toNs").asLong(from), from, FrameLayout.LATEST_TIME);
        GcPause gc = new GcPause(json.path("name").asText("unknown"), json.path("cause").asText(""), from, to,
                json.path("pause").asBoolean(), json.path("freedBytes").asLong());
        if (collections.contains(gc)) {
            return;
        }
        List<GcPause> more = new ArrayList<>(collections);
        if (more.size() == MOST_COLLECTIONS) {
            more.subList(0, MOST_COLLECTIONS / 4).clear();
        }
        more.add(gc);
        collections = List.copyOf(more);
    }
}
