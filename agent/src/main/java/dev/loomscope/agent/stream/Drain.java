package dev.loomscope.agent.stream;

import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that empties the rings: it does its work round by round, as often as that asks for, until it is told to end. A
 * round that memory is too short for is followed by another one, and where that goes on for long, or anything else fails, the
 * hooks stop.
 */
final class Drain {
    private static final long PAUSE = 1_000_000;
    private static final long AFTER_FAILURE = 20_000_000;
    private static final long BEFORE_DETACHING = 500_000_000;

    /** Memory may be too short for so long. */
    private static final long PATIENCE = 30_000_000_000L;

    private final HookMemory memory;
    private final FrameLog log;
    private final Work work;
    private final Runnable failed;
    private final Thread thread = DaemonThread.of("loomscope-drain", this::run);
    private volatile @Nullable String stopReason;
    private long firstFailure;
    private boolean failing;

    /** What the thread does, and nobody besides it. */
    interface Work {
        /** Before the first round. */
        void begin();

        /**
         * One round.
         *
         * @param last whether none follows
         * @return ns to rest after it
         */
        long round(boolean last);

        /** A round failed for want of memory: lets go of what it had in hand. Takes no memory. */
        void abandon();

        /** Behind the last round. */
        void end(String reason);
    }

    /**
     * @param memory whose hooks stop where this fails
     * @param log is closed at the end
     * @param failed called by the drain's thread when it has ended before its time
     */
    Drain(HookMemory memory, FrameLog log, Work work, Runnable failed) {
        this.memory = memory;
        this.log = log;
        this.work = work;
        this.failed = failed;
    }

    void start() {
        thread.start();
    }

    /** Lets the drain go round a last time, say good-bye to receivers, and end. */
    void end(String reason) {
        stopReason = reason;
        LockSupport.unpark(thread);
    }

    /** Waits for the end, at most so long. */
    void join(long milliseconds) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(Math.max(1, milliseconds));
        }
    }

    private void run() {
        try {
            work.begin();
            long pause = PAUSE;
            while (stopReason == null) {
                LockSupport.parkNanos(this, pause);
                // Whoever interrupts this thread does not hurry it: with the mark set it would never pause again.
                Thread.interrupted();
                pause = round(false);
            }
            round(true);
            work.end(String.valueOf(stopReason));
        } catch (Throwable e) {
            giveUp(e);
        } finally {
            log.close();
        }
    }

    private long round(boolean last) {
        try {
            long pause = work.round(last);
            failing = false;
            return pause;
        } catch (OutOfMemoryError e) {
            long now = System.nanoTime();
            firstFailure = failing ? firstFailure : now;
            failing = true;
            if (now - firstFailure > PATIENCE) {
                throw e;
            }
            work.abandon();
            return AFTER_FAILURE;
        }
    }

    /** Without a drain nobody takes what hooks hand over: they stop, and what they hold is let go. Takes no memory at first. */
    private void giveUp(Throwable why) {
        SharedArrays.release(memory.enabled(), 0, 0);
        letGo(memory.owners());
        letGo(memory.classes());
        letGo(memory.pools());
        letGo(memory.sites());
        letGo(memory.failures());
        // An agent that detaches does not wait for long, and its classes cannot be loaded any more behind that.
        while (stopReason == null && !hasDetached(why)) {
            LockSupport.parkNanos(this, BEFORE_DETACHING);
            Thread.interrupted();
        }
    }

    /** Where memory is short even this may fail, and is tried again later. */
    private boolean hasDetached(Throwable why) {
        try {
            System.err.println("loomscope: the agent detaches, as its drain failed: " + why);
            failed.run();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private static void letGo(Object[] handedOver) {
        for (int i = 0; i < handedOver.length; i++) {
            SharedArrays.takeObject(handedOver, i);
        }
    }
}
