package dev.loomscope.session;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay stands: the model that is shown, and the one that is being read to take its place. A model only goes forward,
 * so going back takes another one. What is far from where reading can begin is shown several times: at once, with the little
 * history since a keyframe, then with more, and with all that it is to have as soon as that is read. Session thread only.
 */
final class ReplayCourse {
    /** The part of history that is read before all of it. */
    private static final int PART = 8;

    private final RecordingFile file;
    private final Reach reach;
    private final Shows shows;
    private Reading shown;
    /** To be shown where {@link #shown} stands, once it has come there. */
    private @Nullable Reading growing;
    /** It stands at the end, whenever that is. */
    private boolean atEnd = true;
    /** It has gone nowhere yet: in the end all of the file is read, for figures that are whole. */
    private boolean opening = true;
    private long position;

    /**
     * How much is read.
     *
     * @param memory that a model may take, in bytes
     * @param history what is read before a position so as to have its history, in bytes
     * @param soon what is read at once, as that takes a few hundredths of a second, in bytes
     */
    record Reach(long memory, long history, long soon) {
        /** As much as usual. */
        static Reach usual(long memory) {
            return new Reach(memory, 96L << 20, 1L << 20);
        }
    }

    /** Is told what to show. */
    interface Shows {
        /** Another model takes the place of the one before. */
        void replaced(SessionModel model);

        /** The model shown stands at a time. */
        void moved(long position);
    }

    private ReplayCourse(RecordingFile file, Reach reach, SessionModel first, Shows shows) {
        this.file = file;
        this.reach = reach;
        this.shows = shows;
        this.shown = Reading.whole(file, first);
        this.growing = shown;
    }

    /**
     * Begins to read a recording: a short one from its begin on, which can be seen growing; of another one its end at first.
     *
     * @param first the model to begin with
     */
    static ReplayCourse open(RecordingFile file, Reach reach, SessionModel first, Shows shows) throws IOException {
        ReplayCourse course = new ReplayCourse(file, reach, first, shows);
        RecordingFile.Keyframe near = course.near(file.end());
        if (near != null && near.offset() > reach.soon) {
            Reading end = course.enter(near, null);
            end.forward(Long.MAX_VALUE, () -> true);
            course.show(end, end.model().now());
            course.deepen();
        }
        return course;
    }

    /** The time at which a recording begins, in ns since the epoch. */
    static long begin(RecordingFile file) throws IOException {
        RecordingReader reader = file.read();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            if (frame.type() != FrameType.SESSION) {
                return frame.type() == FrameType.EVENTS ? frame.firstTime() : frame.lastTime();
            }
        }
        return 0;
    }

    /** Whether history is still being read. */
    boolean isReading() {
        return growing != null;
    }

    /** How much of what is being read is read, 0 to 1. */
    double read() {
        Reading reading = growing;
        return reading == null ? 1 : Math.min(1, (double) reading.offset() / Math.max(1, file.bytes()));
    }

    /** The newest time that the model shown has reached, in ns since the epoch. */
    long reached() {
        return shown.model().now();
    }

    /** Reads on what is being read, as long as that may go on. */
    void read(BooleanSupplier goesOn) throws IOException {
        Reading reading = growing;
        if (reading == null) {
            return;
        }
        boolean there = reading.forward(atEnd ? Long.MAX_VALUE : position, goesOn);
        if (there) {
            growing = null;
        }
        if (reading == shown) {
            move(reading.model().now());
        } else if (there) {
            show(reading, atEnd ? reading.model().now() : position);
            deepen();
        }
    }

    /**
     * Goes to a time.
     *
     * @param end the recording's end
     */
    void seek(long time, long end) throws IOException {
        long until = time >= end ? Long.MAX_VALUE : time;
        atEnd = time >= end;
        if (time >= position && file.offsetAt(time) - shown.offset() <= reach.soon) {
            advance(time, end);
            return;
        }
        growing = null;
        opening = false;
        RecordingFile.Keyframe far = file.keyframeBefore(time, reach.history);
        RecordingFile.Keyframe near = near(time);
        Reading first = enter(near == null || offset(near) - offset(far) <= reach.soon ? far : near, far);
        first.forward(until, () -> true);
        show(first, time);
        deepen();
    }

    /** Begins to read more of the history before the position, where there is more to have. */
    private void deepen() throws IOException {
        RecordingFile.Keyframe far = file.keyframeBefore(position, reach.history);
        RecordingFile.Keyframe some = file.keyframeBefore(position, reach.history / PART);
        RecordingFile.Keyframe origin = opening ? null : far;
        if (offset(some) < shown.entry() && offset(some) - offset(far) > reach.soon) {
            growing = enter(some, origin);
        } else if (offset(far) < shown.entry()) {
            growing = enter(far, origin);
        } else {
            growing = opening && shown.entry() > 0 ? enter(null, null) : null;
        }
    }

    /** Where to enter for the first picture of a time: with a little of what was before, as a keyframe alone has no past. */
    private RecordingFile.@Nullable Keyframe near(long time) throws IOException {
        return file.keyframeBefore(time, reach.soon / 4);
    }

    private static long offset(RecordingFile.@Nullable Keyframe entry) {
        return entry == null ? 0 : entry.offset();
    }

    /** Goes forward with the model that is shown. */
    void advance(long time, long end) throws IOException {
        growing = growing == shown ? null : growing;
        opening = opening && growing != null;
        atEnd = time >= end;
        shown.forward(atEnd ? Long.MAX_VALUE : time, () -> true);
        move(time);
    }

    private Reading enter(RecordingFile.@Nullable Keyframe entry, RecordingFile.@Nullable Keyframe origin) {
        SessionModel model = new SessionModel(reach.memory);
        if (entry == null) {
            return Reading.whole(file, model);
        }
        // A task takes some bytes: so these ids are beyond those of any other place to enter, and of the whole file.
        model.begin(entry.time(), origin == null ? 0 : origin.time(), file.bytes() + entry.offset());
        return Reading.from(file, entry, model);
    }

    private void show(Reading reading, long time) {
        shown = reading;
        shows.replaced(reading.model());
        move(time);
    }

    private void move(long time) {
        position = time;
        shows.moved(time);
    }
}
