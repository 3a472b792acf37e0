package dev.loomscope.session;

import org.jspecify.annotations.Nullable;

/**
 * The controls of a replayed session. May be called by any thread; what they ask for happens on the session's thread. Going
 * back in time replaces the session's model.
 */
public final class Replay {
    Replay() {
    }

    /** Goes on from the present position; from the begin where it stands at the end. */
    public void play() {
    }

    public void pause() {
    }

    public boolean playing() {
        return false;
    }

    /** @param factor times real time, above 0 */
    public void speed(double factor) {
    }

    public double speed() {
        return 1;
    }

    /** Goes to a time, in ns since the epoch. */
    public void seek(long time) {
    }

    /** The time at which the replay stands, in ns since the epoch. */
    public long position() {
        return 0;
    }

    /** The time at which the recording begins, in ns since the epoch. */
    public long begin() {
        return 0;
    }

    /** The time at which it ends, in ns since the epoch; grows while it is being read. */
    public long end() {
        return 0;
    }

    /** How long the recording is, in ns. */
    public long duration() {
        return end() - begin();
    }

    /** How much of the file is read, 0 to 1. */
    public double loaded() {
        return 0;
    }

    /** What is wrong with the file, one line; null where nothing is. */
    public @Nullable String warning() {
        return null;
    }
}
