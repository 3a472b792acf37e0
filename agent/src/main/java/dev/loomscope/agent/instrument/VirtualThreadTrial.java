package dev.loomscope.agent.instrument;

import java.util.concurrent.locks.LockSupport;

import dev.loomscope.protocol.EventKind;

/** Sends one virtual thread through its life: it starts, yields, parks, is woken, and ends by an exception. */
final class VirtualThreadTrial {
    private static final long PATIENCE = 5_000_000_000L;

    private final SmokeTest test;

    VirtualThreadTrial(SmokeTest test) {
        this.test = test;
    }

    void run() throws ReflectiveOperationException {
        Life life = new Life();
        Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, life);
        long deadline = System.nanoTime() + PATIENCE;
        while (thread.isAlive()) {
            if (thread.getState() == Thread.State.WAITING) {
                LockSupport.unpark(thread);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("a trial of the hooks came to nothing: a virtual thread did not end");
            }
            LockSupport.parkNanos(50_000);
        }

        long id = (long) Thread.class.getMethod("threadId").invoke(thread);
        test.expect("VirtualThread.start", EventKind.VIRTUAL_START, id, 1);
        test.expect("VirtualThread.mount", EventKind.MOUNT, id, 3);
        test.expect("VirtualThread.afterYield", EventKind.UNMOUNT, id, 2);
        test.expect("VirtualThread.submitRunContinuation", EventKind.WAKE, id, 2);
        test.expect("VirtualThread.afterDone", EventKind.VIRTUAL_END, id, 1);
    }

    private static final class Life implements Runnable {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // To yield is what is tried here.
        public void run() {
            Thread.yield();
            LockSupport.park(this);
            Thread.currentThread().setUncaughtExceptionHandler(new Silence());
            throw new IllegalStateException("ends the trial");
        }
    }

    private static final class Silence implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable exception) {}
    }
}
