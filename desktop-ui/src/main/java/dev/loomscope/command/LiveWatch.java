package dev.loomscope.command;

import java.time.Duration;

import dev.loomscope.figures.Figures;
import dev.loomscope.session.Session;
import dev.loomscope.session.State;

/** Watches a live JVM for a while. */
final class LiveWatch {
    private static final long TICK_MS = 50;

    private LiveWatch() {}

    /** Returns when the time is over, the JVM or its session has ended, or the process is to end. */
    static void watch(LiveTarget jvm, Session session, Duration length, Progress progress) throws InterruptedException {
        long begin = System.nanoTime();
        long left = length.toNanos();
        while (left > 0 && session.state().phase() != State.Phase.ENDED && !jvm.ended()) {
            progress.show(
                    "watching " + Seconds.text(length.toNanos() - left) + " of " + Seconds.text(length.toNanos())
                            + ", " + Figures.counted(session.model().eventsReceived(), "event"));
            if (Interruption.await(Math.clamp(left / 1_000_000, 1, TICK_MS))) {
                break;
            }
            left = length.toNanos() - (System.nanoTime() - begin);
        }
        progress.end();
    }
}
