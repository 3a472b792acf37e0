package dev.loomscope.agent.instrument;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

import dev.loomscope.protocol.EventKind;

/** Has a Timer run a task. Apart from other trials, as a class that names a TimerTask has it loaded, before its hooks are there. */
final class TimerTrial {
    private final SmokeTest test;

    TimerTrial(SmokeTest test) {
        this.test = test;
    }

    void run() {
        Timer timer = new Timer("loomscope-trial", true);
        Once once = new Once();
        timer.schedule(once, 0);
        SmokeTest.await(once.ran, "a Timer's task did not run");
        Once purged = new Once();
        Once left = new Once();
        timer.schedule(left, 3_600_000);
        timer.schedule(purged, 7_200_000);
        purged.cancel();
        timer.purge();
        timer.cancel();
        Once refused = new Once();
        try {
            timer.schedule(refused, 0);
        } catch (IllegalStateException e) {
            test.expect("Timer.sched(refused)", EventKind.REJECT, refused, 1);
        }
        test.expect("Timer.sched", EventKind.SUBMIT, once, 1);
        test.expect("TimerThread.mainLoop(start)", EventKind.START, once, 1);
        test.expect("TimerThread.mainLoop(end)", EventKind.END, once, 1);
        test.expect("TimerTask.cancel", EventKind.CANCEL, purged, 1);
        test.expect("Timer.purge", EventKind.REMOVE, purged, 1);
        test.expect("Timer.cancel", EventKind.REMOVE, left, 1);
    }

    private static final class Once extends TimerTask {
        private final CountDownLatch ran = new CountDownLatch(1);

        @Override
        public void run() {
            ran.countDown();
        }
    }
}
