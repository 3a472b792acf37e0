package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Condition;

import dev.loomscope.protocol.WaitKind;
import org.jspecify.annotations.Nullable;

/** Tells what sort of thing a parked thread waits for from the object that it parks with, without calling that. */
final class Blockers {
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String[] QUEUES = {"SynchronousQueue", "LinkedTransferQueue"};
    private static final String[] SYNCHRONIZERS = {"locks.StampedLock", "Phaser", "Exchanger"};

    private static final @Nullable VarHandle OWNER = JdkDoors.field(
            AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");

    private final @Nullable Class<?> signaller = JdkDoors.type(CONCURRENT + "CompletableFuture$Signaller");

    /**
     * What is waited for.
     *
     * @param kind of {@link WaitKind}
     * @param key identity hash, or 0
     * @param owner id of the thread that has it, or 0
     */
    record Blocker(int kind, int key, long owner, String className) {
        static final Blocker UNKNOWN = new Blocker(WaitKind.PARK, 0, 0, "");

        /** Something of which only its identity is known. */
        static Blocker of(int kind, @Nullable Object object, long owner) {
            return object == null
                    ? new Blocker(kind, 0, owner, "")
                    : new Blocker(kind, System.identityHashCode(object), owner, object.getClass().getName());
        }
    }

    Blocker of(@Nullable Object blocker) {
        if (blocker == null) {
            return Blocker.UNKNOWN;
        }
        if (blocker.getClass() == signaller) {
            return new Blocker(WaitKind.FUTURE, 0, 0, CONCURRENT + "CompletableFuture");
        }
        Thread holder = holder(blocker);
        return Blocker.of(kind(blocker), blocker, holder == null ? 0 : ThreadFacts.id(holder));
    }

    private static int kind(Object blocker) {
        if (blocker instanceof AbstractOwnableSynchronizer) {
            return WaitKind.LOCK;
        }
        if (blocker instanceof FutureTask<?> || blocker instanceof ForkJoinTask<?>) {
            return WaitKind.FUTURE;
        }
        String name = blocker.getClass().getName();
        if (blocker instanceof BlockingQueue<?> || startsWith(name, QUEUES)) {
            return WaitKind.QUEUE;
        }
        return startsWith(name, SYNCHRONIZERS) ? WaitKind.LOCK : WaitKind.PARK;
    }

    private static boolean startsWith(String name, String[] classes) {
        for (String each : classes) {
            if (name.startsWith(CONCURRENT + each)) {
                return true;
            }
        }
        return false;
    }

    /** The thread that has what others park with; null where none has, or that is not known. */
    static @Nullable Thread holder(@Nullable Object blocker) {
        return OWNER != null && blocker instanceof AbstractOwnableSynchronizer
                ? (Thread) OWNER.getVolatile(blocker)
                : null;
    }

    /** Whether a stack tells what the object does not: a queue of the JDK's parks its callers with a condition of its lock. */
    static boolean isUnclear(@Nullable Object blocker) {
        return blocker instanceof Condition;
    }

    /** Whether a stack stands inside a queue of the JDK. */
    static boolean isInQueue(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.util.concurrent.") && !type.startsWith("jdk.internal.")
                    && !type.startsWith("java.lang.") && !type.startsWith("sun.misc.")) {
                return false;
            }
            if (type.startsWith(CONCURRENT) && (type.endsWith("Queue") || type.endsWith("Deque"))) {
                return true;
            }
        }
        return false;
    }
}
