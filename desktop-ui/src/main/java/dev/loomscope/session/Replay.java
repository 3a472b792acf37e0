package dev.loomscope.session;

import java.io.IOException;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a replayed session. May be called by any thread; what they ask for happens on the session's thread. Going
 * back in time replaces the session's model: a model only goes forward, so another one is read from the begin of the file, or
 * where that is far, from a keyframe. Of several requests to seek the last one counts.
 */
public final class Replay {
    /** What is read before a position so as to have its history, in bytes. */
    private static final long HISTORY = 96L << 20;

    private static final long TICK_NS = 16_000_000;
    private static final long LONGEST_STEP_NS = 1_000_000_000;

    private final Session session;
    private final RecordingFile file;
    private final long memory;
    private final Object lock = new Object();

    // Guarded by lock.
    private boolean closed;
    private boolean playing;
    private double speed = 1;
    private long wanted = -1;
    /** When the position was last moved on while playing, by the clock of the machine. */
    private long ticked;

    private volatile long position;
    private volatile long begin = -1;
    private volatile long end;
    private volatile double loaded;
    private volatile @Nullable String warning;

    /** The next frame, which is later than the position. Session thread. */
    private @Nullable Frame ahead;
    private @Nullable Frame sessionFrame;

    Replay(Session session, RecordingFile file, long memory) {
        this.session = session;
        this.file = file;
        this.memory = memory;
    }

    /** Goes on from the present position; from the begin where it stands at the end. */
    public void play() {
        synchronized (lock) {
            if (position >= end && loaded >= 1) {
                wanted = begin();
            }
            playing = true;
            ticked = System.nanoTime();
            lock.notifyAll();
        }
    }

    public void pause() {
        synchronized (lock) {
            playing = false;
            lock.notifyAll();
        }
    }

    public boolean playing() {
        synchronized (lock) {
            return playing;
        }
    }

    /** Sets how fast to play: {@code factor} times real time, above 0. */
    public void speed(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor=" + factor + ", must be above 0");
        }
        synchronized (lock) {
            speed = factor;
        }
    }

    public double speed() {
        synchronized (lock) {
            return speed;
        }
    }

    /** Goes to a time, in ns since the epoch. */
    public void seek(long time) {
        synchronized (lock) {
            wanted = Math.max(0, time);
            lock.notifyAll();
        }
    }

    /** The time at which the replay stands, in ns since the epoch. */
    public long position() {
        return position;
    }

    /** The time at which the recording begins, in ns since the epoch. */
    public long begin() {
        return Math.max(0, begin);
    }

    /** The time at which it ends, in ns since the epoch; grows while it is being read. */
    public long end() {
        return end;
    }

    /** How long the recording is, in ns. */
    public long duration() {
        return end() - begin();
    }

    /** How much of the file is read, 0 to 1. */
    public double loaded() {
        return loaded;
    }

    /** What is wrong with the file, one line; null where nothing is. */
    public @Nullable String warning() {
        return warning;
    }

    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    // From here on: session thread only.

    void run() {
        try (file) {
            load();
            loaded = 1;
            session.state(new State(State.Phase.REPLAY, warning == null ? "" : warning));
            while (await()) {
                step();
            }
            session.state(new State(State.Phase.ENDED, "closed"));
        } catch (IOException e) {
            session.state(new State(State.Phase.ENDED, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            session.state(new State(State.Phase.ENDED, "interrupted"));
        } catch (RuntimeException e) {
            session.state(new State(State.Phase.ENDED, "failed: " + e));
        }
    }

    private void load() throws IOException {
        SessionModel model = session.model();
        for (Frame frame = next(); frame != null && !isClosed(); frame = next()) {
            apply(model, frame, Long.MAX_VALUE);
            if (begin < 0 && frame.type() != FrameType.SESSION) {
                begin = frame.type() == FrameType.EVENTS ? frame.firstTime() : frame.lastTime();
            }
            if (frame.type() == FrameType.SESSION && sessionFrame == null) {
                sessionFrame = frame;
            }
            end = model.now();
            position = end;
            loaded = Math.min(1, (double) file.position() / Math.max(1, file.bytes()));
            session.modelChanged();
        }
        warning = file.warning();
    }

    /** A frame whose bytes are whole and whose contents are not ends the file there. */
    private void apply(SessionModel model, Frame frame, long until) {
        try {
            model.apply(frame, until);
        } catch (BadInputException e) {
            file.damaged(file.position(), new BadInputException(file.file() + " is " + e.getMessage(), e));
            warning = file.warning();
        }
    }

    private @Nullable Frame next() throws IOException {
        return file.next();
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** Waits for something to do; false where the session is closed. */
    private boolean await() throws InterruptedException {
        synchronized (lock) {
            long tick = System.nanoTime() + TICK_NS;
            while (wanted < 0 && !closed) {
                long left = playing ? (tick - System.nanoTime()) / 1_000_000 : Long.MAX_VALUE;
                if (left <= 0) {
                    break;
                }
                lock.wait(left);
            }
            return !closed;
        }
    }

    private void step() throws IOException {
        long target;
        synchronized (lock) {
            long elapsed = System.nanoTime() - ticked;
            ticked += elapsed;
            if (wanted >= 0) {
                target = wanted;
                wanted = -1;
            } else if (playing) {
                target = position + (long) (Math.min(elapsed, LONGEST_STEP_NS) * speed);
            } else {
                return;
            }
            if (target >= end) {
                playing = false;
            }
        }
        go(Math.clamp(target, begin(), Math.max(begin(), end)));
    }

    private void go(long target) throws IOException {
        SessionModel model = session.model();
        boolean back = target < position;
        if (back) {
            model = new SessionModel(memory);
            enter(model, target);
        }
        boolean whole = forward(model, target);
        if (whole) {
            position = target;
            if (back) {
                session.replaceModel(model);
            }
            session.modelChanged();
        }
    }

    /** Goes to the place from where a new model is read. */
    private void enter(SessionModel model, long target) throws IOException {
        long from = -1;
        long at = file.bytes();
        for (RecordingFile.Keyframe keyframe : file.keyframes()) {
            if (keyframe.time() > target) {
                at = keyframe.offset();
                break;
            }
        }
        for (RecordingFile.Keyframe keyframe : file.keyframes()) {
            if (keyframe.time() <= target && at - keyframe.offset() >= HISTORY) {
                from = keyframe.offset();
            }
        }
        ahead = null;
        if (from < 0 || sessionFrame == null) {
            file.position(StreamHeader.LENGTH);
        } else {
            file.position(from);
            apply(model, sessionFrame, Long.MAX_VALUE);
        }
    }

    /** Applies what comes up to a time; false where a new request came in between that makes it useless. */
    private boolean forward(SessionModel model, long target) throws IOException {
        while (true) {
            Frame frame = ahead == null ? next() : ahead;
            ahead = null;
            if (frame == null) {
                break;
            }
            long due = frame.type() == FrameType.EVENTS ? Math.min(frame.firstTime(), frame.lastTime())
                    : frame.lastTime();
            if (due > target && frame.type() != FrameType.SESSION) {
                ahead = frame;
                break;
            }
            apply(model, frame, target);
            if (model != session.model() && isOutdated(target)) {
                return false;
            }
        }
        try {
            model.advance(target);
        } catch (BadInputException e) {
            file.damaged(file.position(), e);
        }
        return true;
    }

    private boolean isOutdated(long target) {
        synchronized (lock) {
            return closed || (wanted >= 0 && wanted < target);
        }
    }
}
