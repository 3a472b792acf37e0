package dev.loomscope.agent.hook;

import java.util.function.Consumer;

/**
 * How the agent reaches the installed hooks: their classes and its own do not see each other, so it sends them arrays of JDK
 * types through an interface of the JDK.
 *
 * <pre>
 *   memory           the components of a {@link HookMemory} in their order; none of them: the hooks are dead
 *   task classes     TASK_CLASSES, long offset of FutureTask.callable, Class[] wrappers, long[] offsets
 *   outcomes         OUTCOMES, long offset of FutureTask.state, long of outcome, byte[] outcome by state,
 *                    long offset of CompletableFuture.result, Class AltResult, long offset of its ex
 *   virtual threads  VIRTUAL_THREADS, long offset of VirtualThread.state, long of cont, long of Continuation.target,
 *                    int state NEW, int state STARTED, byte[] reason by state
 *   internal pools   INTERNAL_POOLS, long offset of ThreadPoolExecutor.threadFactory, long of ForkJoinPool.factory, Class
 *                    that has pools of its own
 *   fork/join        FORK_JOIN, long offset of ForkJoinTask.status, int its bit ABNORMAL, int its bit THROWN,
 *                    long offset of ForkJoinTask.aux, long of Aux.ex, long of Throwable.cause,
 *                    long of ForkJoinWorkerThread.pool, Class of the workers that carry virtual threads
 *   stages           STAGES, Class[] of completions, long[] offsets: see {@link FutureHooks#configure}
 * </pre>
 */
public final class Control implements Consumer<Object[]> {
    public static final String TASK_CLASSES = "task-classes";
    public static final String OUTCOMES = "outcomes";
    public static final String VIRTUAL_THREADS = "virtual-threads";

    public static final String INTERNAL_POOLS = "internal-pools";
    public static final String FORK_JOIN = "fork-join";
    public static final String STAGES = "stages";

    /** For the agent. */
    public Control() {}

    @Override
    public void accept(Object[] message) {
        if (message.length == 0) {
            Rings.use(null);
            Ids.reset(0, 0);
        } else if (TASK_CLASSES.equals(message[0])) {
            TaskClasses.configure((Long) message[1], (Class<?>[]) message[2], (long[]) message[3]);
        } else if (OUTCOMES.equals(message[0])) {
            Outcomes.configure(
                    (Long) message[1],
                    (Long) message[2],
                    (byte[]) message[3],
                    (Long) message[4],
                    (Class<?>) message[5],
                    (Long) message[6]);
        } else if (VIRTUAL_THREADS.equals(message[0])) {
            VirtualThreadHooks.configure(
                    (Long) message[1],
                    (Long) message[2],
                    (Long) message[3],
                    (Integer) message[4],
                    (Integer) message[5],
                    (byte[]) message[6]);
        } else if (INTERNAL_POOLS.equals(message[0])) {
            Ids.passOver((Long) message[1], (Long) message[2], (Class<?>) message[3]);
        } else if (FORK_JOIN.equals(message[0])) {
            Outcomes.configureForkJoin(
                    (Long) message[1],
                    (Integer) message[2],
                    (Integer) message[3],
                    (Long) message[4],
                    (Long) message[5],
                    (Long) message[6]);
            ForkJoinHooks.configure((Long) message[7], (Class<?>) message[8]);
        } else if (STAGES.equals(message[0])) {
            FutureHooks.configure((Class<?>[]) message[1], (long[]) message[2]);
        } else {
            HookMemory memory = new HookMemory(
                    (long[][]) message[0],
                    (long[][]) message[1],
                    (Object[]) message[2],
                    (long[]) message[3],
                    (int[]) message[4],
                    (byte[]) message[5],
                    (Object[]) message[6],
                    (int[]) message[7],
                    (Object[]) message[8],
                    (Object[]) message[9],
                    (int[]) message[10],
                    (Object[]) message[11],
                    (long[]) message[12],
                    (int[]) message[13],
                    (int[]) message[14],
                    (int[]) message[15],
                    (Long) message[16]);
            Ids.reset(memory.classKeys().length, memory.sites().length);
            Rings.use(memory);
        }
    }

    /** The message that makes the hooks write into a memory. */
    public static Object[] message(HookMemory memory) {
        return new Object[] {memory.rings(), memory.spares(), memory.owners(), memory.unserved(), memory.classKeys(),
                memory.classKinds(), memory.classes(), memory.poolKeys(), memory.pools(), memory.sites(),
                memory.siteClasses(),
                memory.failures(), memory.failureTasks(), memory.modes(), memory.news(), memory.enabled(),
                memory.epoch()};
    }
}
