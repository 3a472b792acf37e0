package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.ToIntFunction;

import dev.loomscope.agent.sample.Facts.AdoptedThread;
import dev.loomscope.agent.sample.Facts.AdoptedVirtualThread;
import dev.loomscope.agent.sample.Facts.AdoptedWorker;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.protocol.AdoptedState;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was live before watching began. Threads lead to their pools, and to Timers; workers that are inside the same task
 * in two looks are adopted: had that task begun between hooks and first look, its START would have been drained by now.
 */
final class Adopter {
    private static final int MOST_VIRTUAL_THREADS = 1 << 16;

    private final PoolReader reader;
    private final VirtualThreadLook virtual;
    private final StartedThreads started;
    private final ToIntFunction<Object> slots;
    private final AllThreads all;
    private final @Nullable VarHandle target = JdkDoors.field(Thread.class, "target");
    private final @Nullable VarHandle holder = JdkDoors.field(Thread.class, "holder");
    private final @Nullable VarHandle task = JdkDoors.field(JdkDoors.type("java.lang.Thread$FieldHolder"), "task");
    private final List<Inside> inside = new ArrayList<>();
    private final IdentityHashMap<PoolReader.Busy, Integer> busy = new IdentityHashMap<>();

    /** A worker that was adopted, as long as it is inside the same task. */
    private record Inside(long thread, WeakReference<Object> worker, long tasks) {}

    /** @param slots the slot that a hook would give a pool; none above 0 where there is no room or the pool is passed over */
    Adopter(
            AllThreads all,
            PoolReader reader,
            VirtualThreadLook virtual,
            StartedThreads started,
            ToIntFunction<Object> slots) {
        this.all = all;
        this.started = started;
        this.reader = reader;
        this.virtual = virtual;
        this.slots = slots;
    }

    /** First look: the pools of all threads, and who is inside a task. */
    void look() {
        Set<Object> pools = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Thread thread : all.threads()) {
            ThreadPoolExecutor pool = reader.poolOf(runnable(thread));
            if (pool != null) {
                pools.add(pool);
            } else if (TimerReader.isTimer(thread)) {
                pools.add(thread);
            }
        }
        for (Object pool : pools) {
            int slot = slots.applyAsInt(pool);
            if (pool instanceof ThreadPoolExecutor executor) {
                look(executor, slot);
            }
        }
    }

    /**
     * First look at one pool: it was met by an event, and none of its threads led to it. Tasks of virtual workers belong to no
     * thread.
     */
    void look(ThreadPoolExecutor pool, int slot) {
        for (PoolReader.Busy worker : reader.busy(pool)) {
            if (!virtual.isVirtual(worker.thread())) {
                busy.put(worker, slot);
            }
        }
    }

    /** Threads that have left the task with which they were adopted since this was asked last. */
    List<Long> released() {
        List<Long> threads = new ArrayList<>();
        inside.removeIf(worker -> {
            Object object = worker.worker.get();
            boolean left = object == null || !reader.isInside(object, worker.tasks);
            if (left) {
                threads.add(worker.thread);
            }
            return left;
        });
        return threads;
    }

    /** Second look: who is still inside the same task. */
    List<AdoptedWorker> confirmed() {
        List<AdoptedWorker> workers = new ArrayList<>();
        busy.forEach((worker, slot) -> {
            if (slot > 0 && reader.isInside(worker.worker(), worker.tasks())) {
                workers.add(new AdoptedWorker(worker.thread(), slot));
                inside.add(new Inside(ThreadFacts.id(worker.thread()), new WeakReference<>(worker.worker()),
                        worker.tasks()));
            }
        });
        busy.clear();
        return workers;
    }

    /** The virtual threads and the platform threads started by hand that are live, with workers that were found before. */
    Adoption adoption(long time, List<AdoptedWorker> workers) {
        List<AdoptedVirtualThread> threads = new ArrayList<>();
        virtual.forEach(thread -> {
            if (threads.size() < MOST_VIRTUAL_THREADS) {
                add(threads, thread);
            }
        });
        List<AdoptedThread> byHand = new ArrayList<>();
        for (Thread thread : all.threads()) {
            AdoptedThread found = started.find(thread, runnable(thread));
            if (found != null) {
                byHand.add(found);
            }
        }
        return new Adoption(time, workers, threads, byHand);
    }

    private void add(List<AdoptedVirtualThread> threads, Thread thread) {
        Thread.State state = thread.getState();
        if (state != Thread.State.NEW && state != Thread.State.TERMINATED) {
            int adopted = state == Thread.State.RUNNABLE ? AdoptedState.RUNNABLE : AdoptedState.WAITING;
            threads.add(new AdoptedVirtualThread(ThreadFacts.id(thread), ThreadFacts.name(thread), adopted,
                    started.classOfVirtual(virtual.body(thread)), virtual.carrier(thread)));
        }
    }

    private @Nullable Object runnable(Thread thread) {
        if (target != null) {
            return target.get(thread);
        }
        Object fields = holder == null ? null : holder.get(thread);
        return fields == null || task == null ? null : task.get(fields);
    }
}
