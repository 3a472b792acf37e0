package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.loomscope.agent.Stacks;
import org.jspecify.annotations.Nullable;

/**
 * Which monitor a thread waits for and which ones it has, by the JDK's snapshot of a thread.
 *
 * <p>To take one of a virtual thread that may go on at any moment can end the JVM. So it is only taken while the JDK itself
 * keeps the thread from going on, as it does for {@link Thread#getStackTrace}: a hook in there calls {@link #accept} between
 * the suspension and the resumption. Where the hook or the snapshot is missing, nothing is seen.
 */
final class SuspendedLook implements Consumer<Object> {
    private static final String SNAPSHOT = "jdk.internal.vm.ThreadSnapshot";

    private final @Nullable Class<?> snapshotType = JdkDoors.type(SNAPSHOT);
    private final @Nullable Class<?> lockType = JdkDoors.type(SNAPSHOT + "$ThreadLock");
    private final @Nullable MethodHandle of = JdkDoors.method(snapshotType, "of", Thread.class);
    private final @Nullable VarHandle locks = JdkDoors.field(snapshotType, "locks");
    private final @Nullable VarHandle blocker = JdkDoors.field(snapshotType, "blocker");
    private final @Nullable MethodHandle lockObject = JdkDoors.method(lockType, "lockObject");
    private final @Nullable MethodHandle blockerObject = JdkDoors
            .method(JdkDoors.type(SNAPSHOT + "$ThreadBlocker"), "obj");
    private @Nullable Thread wanted;
    private @Nullable Snapshot seen;

    /**
     * What was seen.
     *
     * @param object what the thread waits for, or null
     * @param owned monitors that it has
     */
    record Snapshot(@Nullable Object object, List<Object> owned) {}

    /** Whether this JDK has such snapshots. */
    boolean isPossible() {
        return of != null && locks != null && blocker != null && lockObject != null && blockerObject != null;
    }

    /** Loads what will be needed while a thread is suspended. */
    void prepare() {
        if (isPossible()) {
            snapshot(Thread.currentThread());
        }
    }

    /** The snapshot of a virtual thread that waits unmounted; null where it went on, or nothing can be seen. */
    @Nullable
    Snapshot virtual(Thread thread) {
        if (!isPossible()) {
            return null;
        }
        seen = null;
        wanted = thread;
        try {
            Stacks.of(thread);
        } finally {
            wanted = null;
        }
        Snapshot taken = seen;
        seen = null;
        return taken;
    }

    /** The snapshot of a platform thread that is no carrier. */
    @Nullable
    Snapshot platform(Thread thread) {
        return isPossible() ? snapshot(thread) : null;
    }

    @Override
    public void accept(Object suspended) {
        if (suspended == wanted) {
            seen = snapshot((Thread) suspended);
        }
    }

    private @Nullable Snapshot snapshot(Thread thread) {
        if (of == null || locks == null || blocker == null || lockObject == null || blockerObject == null) {
            return null;
        }
        try {
            Object snapshot = of.invoke(thread);
            if (snapshot == null) {
                return null;
            }
            List<Object> owned = new ArrayList<>();
            for (Object lock : (Object[]) locks.get(snapshot)) {
                Object monitor = lockObject.invoke(lock);
                if (monitor != null) {
                    owned.add(monitor);
                }
            }
            Object waitsFor = blocker.get(snapshot);
            return new Snapshot(waitsFor == null ? null : (Object) blockerObject.invoke(waitsFor), owned);
        } catch (Throwable e) {
            return null;
        }
    }
}
