package dev.loomscope.session;

import java.io.IOException;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a replayed session. May be called by any thread; what they ask for happens on the session's thread, see
 * {@link ReplayCourse}. Going back in time replaces the session's model, and where the way is long does so twice. Of several
 * requests to seek the last one counts.
 */
public final class Replay {
    /** Of the time, that are told apart by how much was recorded in them. */
    private static final int PARTS = 400;

    private static final long TICK_NS = 16_000_000;
    private static final long LONGEST_STEP_NS = 1_000_000_000;
    /** So long it may read before it looks for what else is to be done. */
    private static final long SLICE_NS = 8_000_000;

    private final Session session;
    private final RecordingFile file;
    private final ReplayCourse.Reach reach;
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

    private volatile boolean reading = true;
    private volatile long[] activity = new long[0];

    Replay(Session session, RecordingFile file, ReplayCourse.Reach reach) {
        this.session = session;
        this.file = file;
        this.reach = reach;
        this.end = file.end();
    }

    /** Goes on from the present position; from the begin where it stands at the end. */
    public void play() {
        synchronized (lock) {
            if (position >= end) {
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

    /** The time at which it ends, in ns since the epoch. */
    public long end() {
        return end;
    }

    /** How much was recorded in each part of the whole time, in bytes, about; empty where that is not known yet. */
    public long[] activity() {
        return activity.clone();
    }

    /** How much of the history is read that the model is to have, 0 to 1. */
    public double loaded() {
        return loaded;
    }

    /** Whether the model does not stand yet where it is wanted, or has not all of its history yet. */
    public boolean reading() {
        synchronized (lock) {
            return wanted >= 0 || reading;
        }
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
            begin = ReplayCourse.begin(file);
            activity = file.activity(begin, PARTS);
            ReplayCourse course = ReplayCourse.open(file, reach, session.model(), new Shown());
            while (await(course.isReading())) {
                step(course);
                settle(course);
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

    /** Shows what it is told to. */
    private final class Shown implements ReplayCourse.Shows {
        @Override
        public void replaced(SessionModel model) {
            session.replaceModel(model);
        }

        @Override
        public void moved(long time) {
            position = time;
            session.modelChanged();
        }
    }

    /** Waits for something to do; false where the session is closed. */
    private boolean await(boolean busy) throws InterruptedException {
        synchronized (lock) {
            long tick = ticked + TICK_NS;
            while (wanted < 0 && !closed && !busy) {
                long left = playing ? (tick - System.nanoTime()) / 1_000_000 : Long.MAX_VALUE;
                if (left <= 0) {
                    break;
                }
                lock.wait(left);
            }
            return !closed;
        }
    }

    private void step(ReplayCourse course) throws IOException {
        boolean sought;
        long target;
        synchronized (lock) {
            sought = wanted >= 0;
            long elapsed = System.nanoTime() - ticked;
            boolean ticks = playing && elapsed >= TICK_NS;
            ticked += ticks ? elapsed : 0;
            target = sought ? wanted
                    : ticks ? position + (long) (Math.min(elapsed, LONGEST_STEP_NS) * speed) : -1;
            wanted = -1;
            if (target >= end) {
                playing = false;
            }
            reading = true;
        }
        long time = Math.clamp(target, begin(), Math.max(begin(), end));
        if (sought) {
            course.seek(time, end);
        } else if (target >= 0) {
            course.advance(time, end);
        } else {
            long until = System.nanoTime() + SLICE_NS;
            course.read(() -> System.nanoTime() < until && !isWanted());
        }
    }

    private boolean isWanted() {
        synchronized (lock) {
            return closed || wanted >= 0;
        }
    }

    /** What the last step came to. */
    private void settle(ReplayCourse course) {
        loaded = course.read();
        warning = file.warning();
        boolean standsAtEnd = !course.isReading() && position >= end;
        if (standsAtEnd || course.reached() > end) {
            // Headers may say less than what stands behind them, and a damaged file ends before.
            end = course.reached();
        }
        reading = course.isReading();
        if (!reading) {
            session.state(new State(State.Phase.REPLAY, warning == null ? "" : warning));
        }
    }
}
