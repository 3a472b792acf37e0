package dev.loomscope.executors;

import java.util.TimerTask;

/** A Runnable as a Timer takes it. */
public final class TimedRunnable extends TimerTask {
    private final Runnable body;

    public TimedRunnable(Runnable body) {
        this.body = body;
    }

    @Override
    public void run() {
        body.run();
    }
}
