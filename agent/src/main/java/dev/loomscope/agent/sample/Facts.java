package dev.loomscope.agent.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the sampler saw at one time; the drain puts it into the stream.
 *
 * @param time in ns since the stream's epoch
 * @param pools the pools, or null where this is not their turn
 * @param stacks the stacks of long runners, or null where this is not their turn
 * @param states states of threads inside tasks that changed
 * @param adoption what was live when watching began; comes once, null otherwise
 * @param released ids of threads that left the task with which they were adopted
 * @param sites where tasks are submitted
 * @param observed waits, pins, failures and the process
 * @param carried virtual threads on carriers of which only counts told
 */
public record Facts(
        long time,
        @Nullable List<PoolFact> pools,
        @Nullable List<StackFact> stacks,
        List<StateFact> states,
        @Nullable Adoption adoption,
        List<Long> released,
        List<SiteFact> sites,
        Observations observed,
        List<CarriedFact> carried) {
    /** What hooks handed over, and nothing else. */
    static Facts handedOver(long time, List<SiteFact> sites, List<Observations.FailureFact> failures) {
        Observations observed = new Observations(List.of(), List.of(), failures, null);
        return new Facts(time, null, null, List.of(), null, List.of(), sites, observed, List.of());
    }

    /**
     * A pool.
     *
     * @param slot its slot, as hooks number it
     * @param id its id in the stream
     * @param name its class and identity, as in the stream's dictionary
     * @param queue tasks that wait, -1 where that cannot be seen; what is to run later does not wait before it is due
     * @param queueCapacity the most that may wait, {@link #UNBOUNDED} where there is no limit, so that there are no more workers
     *     than its core has, or {@link #UNKNOWN}
     * @param workers its threads, as far as known
     * @param mounted of the scheduler of virtual threads: how many are mounted; otherwise -1
     * @param held tasks in its queue, also those that are to run later, -1 where that cannot be seen
     * @param keys keys of the tasks in its queue in ascending order; null where that cannot be seen, or was not asked for
     */
    public record PoolFact(
            int slot,
            int id,
            String name,
            String className,
            int size,
            int active,
            long queue,
            long completed,
            int max,
            int core,
            long queueCapacity,
            boolean shutdown,
            List<Worker> workers,
            int mounted,
            long held,
            int @Nullable [] keys) {
        public static final long UNBOUNDED = -1;
        public static final long UNKNOWN = -2;

        /** A pool that is no scheduler of virtual threads, and in which what is queued waits. */
        public PoolFact(
                int slot,
                int id,
                String name,
                String className,
                int size,
                int active,
                long queue,
                long completed,
                int max,
                int core,
                long queueCapacity,
                boolean shutdown,
                List<Worker> workers) {
            this(slot, id, name, className, size, active, queue, completed, max, core, queueCapacity, shutdown,
                    workers, -1, queue, null);
        }

        /** The same with other workers. */
        public PoolFact with(List<Worker> others) {
            return new PoolFact(slot, id, name, className, size, active, queue, completed, max, core, queueCapacity,
                    shutdown, others, mounted, held, keys);
        }
    }

    /** A thread of a pool. */
    public record Worker(long thread, String name) {}

    /**
     * The stack of a thread.
     *
     * @param row row of the thread, or of the carrier of a virtual thread, in {@link WatchedThreads}; -1 of one that waits
     *     unmounted
     * @param since when the task, or the mount, began; or when it was seen waiting first
     * @param task key of the task that it is inside of, 0 for a virtual thread
     * @param waits how often the thread had waited or been blocked in its life, -1 where that is not known
     * @param stack number of the stack: the same one as long as the frames are
     */
    public record StackFact(
            int row,
            long since,
            long thread,
            String threadName,
            int task,
            boolean virtual,
            Thread.State state,
            @Nullable String waitsFor,
            long ownerThread,
            @Nullable String ownerName,
            long waits,
            int stack,
            List<String> frames) {}

    /**
     * A thread's state.
     *
     * @param row its row in {@link WatchedThreads}
     * @param openSince when the task began that it was inside of
     * @param state of {@link dev.loomscope.protocol.WorkerState}
     */
    public record StateFact(int row, long openSince, int state) {}

    /**
     * What was live when watching began.
     *
     * @param time when it was looked for, before the first one was found
     */
    public record Adoption(
            long time,
            List<AdoptedWorker> workers,
            List<AdoptedVirtualThread> virtualThreads,
            List<AdoptedThread> threads) {
        /** Without platform threads. */
        public Adoption(long time, List<AdoptedWorker> workers, List<AdoptedVirtualThread> virtualThreads) {
            this(time, workers, virtualThreads, List.of());
        }
    }

    /**
     * A platform thread that is a task.
     *
     * @param classSlot slot of the class of what it runs, as hooks number them
     */
    public record AdoptedThread(Thread thread, int classSlot) {}

    /**
     * A thread inside a task.
     *
     * @param poolSlot slot of its pool, as hooks number them
     */
    public record AdoptedWorker(Thread thread, int poolSlot) {}

    /**
     * A virtual thread.
     *
     * @param state of {@link dev.loomscope.protocol.AdoptedState}
     * @param classSlot slot of the class of what it runs, as hooks number them; 0 where that is not known
     * @param carrier the thread that carries it, or null
     */
    public record AdoptedVirtualThread(
            long id, String name, int state, int classSlot, @Nullable Thread carrier) {}

    /**
     * A virtual thread that is mounted.
     *
     * @param row row of its carrier
     * @param since as {@link WatchedThreads#carriesSince} had it
     */
    public record CarriedFact(int row, long since, long id, String name) {}

    /** A place in the code where tasks of a class are submitted. */
    public record SiteFact(int classSlot, String site) {}
}
