package dev.loomscope.view.replay;

import dev.loomscope.session.Replay;
import org.jspecify.annotations.Nullable;

/** What moves a recorded session through time; {@link Replay} as the window needs it. Times are ns since the epoch. */
public interface ReplayControl {
    /** The controls of a session. */
    static ReplayControl of(Replay replay) {
        return new ReplayControl() {
            @Override
            public void play() {
                replay.play();
            }

            @Override
            public void pause() {
                replay.pause();
            }

            @Override
            public boolean playing() {
                return replay.playing();
            }

            @Override
            public void speed(double factor) {
                replay.speed(factor);
            }

            @Override
            public double speed() {
                return replay.speed();
            }

            @Override
            public void seek(long time) {
                replay.seek(time);
            }

            @Override
            public long position() {
                return replay.position();
            }

            @Override
            public long begin() {
                return replay.begin();
            }

            @Override
            public long end() {
                return replay.end();
            }

            @Override
            public long[] activity() {
                return replay.activity();
            }

            @Override
            public double loaded() {
                return replay.loaded();
            }

            @Override
            public @Nullable String warning() {
                return replay.warning();
            }
        };
    }

    void play();

    void pause();

    boolean playing();

    void speed(double factor);

    double speed();

    void seek(long time);

    long position();

    long begin();

    long end();

    /** How much was recorded in each part of the whole time; empty where that is not known. */
    default long[] activity() {
        return new long[0];
    }

    /** How much of the history is read that the model is to have, 0 to 1. */
    double loaded();

    /** What is wrong with the file, one line; null where nothing is. */
    @Nullable
    String warning();
}
