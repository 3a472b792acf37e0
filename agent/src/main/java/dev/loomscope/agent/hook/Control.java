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
 *   groups           GROUPS, Class QueueingFuture, long offset of its task, Class VirtualThread
 *   subtasks         SUBTASKS, Class SubtaskImpl, long offset of its result, Class AltResult, long offset of its exception
 *   scheduled        SCHEDULED, Class ScheduledFutureTask, long offset of its time, long of its period
 *   timers           TIMERS, Class TimerThread, long[] as {@link TimerHooks} has them, int state CANCELLED
 *   threads          THREADS, long[] as {@link ThreadHooks} has them, the platform's class loader, Class[] per task
 *   trace tables     TRACE_TABLES, filled by the hooks: Object[] readers, int[] failed
 *   traces           TRACES, int how many of the readers' places are used
 *   internal pools   INTERNAL_POOLS, long offset of ThreadPoolExecutor.threadFactory, long of ForkJoinPool.factory, Class
 *                    that has pools of its own
 *   virtual waits    VIRTUAL_WAITS, long offset of Enum.ordinal, byte[] PinReason by ordinal of Continuation.Pinned
 *   suspended look   SUSPENDED_LOOK, Thread, Consumer of what that thread suspends; or null, to end it
 *   fork/join        FORK_JOIN, long offset of ForkJoinTask.status, int its bit ABNORMAL, int its bit THROWN,
 *                    long offset of ForkJoinTask.aux, long of Aux.ex, long of Throwable.cause,
 *                    long of ForkJoinWorkerThread.pool, Class of the workers that carry virtual threads
 *   delays           DELAYS, Class ScheduledForkJoinTask, long[] as {@link DelayHooks} has them
 *   stages           STAGES, Class[] of completions, long[] offsets: see {@link FutureHooks#configure}
 *   executors        EXECUTORS, int room for types, for tasks, and for threads that are inside execute or a task: forgets
 *                    all that is known of executors of the application
 *   executor type    EXECUTOR_TYPE, int number, int tasks to expect, as {@link ExecutorTypes} has it
 * </pre>
 */
public final class Control implements Consumer<Object[]> {
    public static final String TASK_CLASSES = "task-classes";
    public static final String OUTCOMES = "outcomes";
    public static final String VIRTUAL_THREADS = "virtual-threads";

    public static final String GROUPS = "groups";
    public static final String SUBTASKS = "subtasks";
    public static final String SCHEDULED = "scheduled";
    public static final String TIMERS = "timers";
    public static final String THREADS = "threads";
    public static final String VIRTUAL_WAITS = "virtual-waits";
    public static final String SUSPENDED_LOOK = "suspended-look";
    public static final String TRACE_TABLES = "trace-tables";
    public static final String TRACES = "traces";
    public static final String EXECUTORS = "executors";
    public static final String EXECUTOR_TYPE = "executor-type";
    public static final String INTERNAL_POOLS = "internal-pools";
    public static final String FORK_JOIN = "fork-join";
    public static final String DELAYS = "delays";
    public static final String STAGES = "stages";

    /** For the agent. */
    public Control() {}

    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object[] message) {
        if (message.length == 0) {
            Rings.use(null);
            Ids.reset(0, 0);
            Failures.reset(0, 0);
            VirtualWaitHooks.look(null, null);
            executors(1, 1, 1);
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
        } else if (GROUPS.equals(message[0])) {
            GroupHooks.configure((Class<?>) message[1], (Long) message[2], (Class<?>) message[3]);
            Outcomes.configureQueueing((Class<?>) message[1], (Long) message[2]);
        } else if (SUBTASKS.equals(message[0])) {
            Outcomes.configureSubtask(
                    (Class<?>) message[1], (Long) message[2], (Class<?>) message[3], (Long) message[4]);
        } else if (SCHEDULED.equals(message[0])) {
            ScheduleHooks.configure((Class<?>) message[1], (Long) message[2], (Long) message[3]);
        } else if (TIMERS.equals(message[0])) {
            TimerHooks.configure((Class<?>) message[1], (long[]) message[2], (Integer) message[3]);
        } else if (THREADS.equals(message[0])) {
            ThreadHooks.configure((long[]) message[1], message[2], (Class<?>[]) message[3]);
        } else if (TRACE_TABLES.equals(message[0])) {
            TraceHooks.tables(message);
        } else if (TRACES.equals(message[0])) {
            TraceHooks.configure((Integer) message[1]);
        } else if (EXECUTORS.equals(message[0])) {
            executors((Integer) message[1], (Integer) message[2], (Integer) message[3]);
        } else if (EXECUTOR_TYPE.equals(message[0])) {
            ExecutorTypes.expect((Integer) message[1], (Integer) message[2]);
        } else if (INTERNAL_POOLS.equals(message[0])) {
            Ids.passOver((Long) message[1], (Long) message[2], (Class<?>) message[3]);
        } else if (VIRTUAL_WAITS.equals(message[0])) {
            VirtualWaitHooks.configure((Long) message[1], (byte[]) message[2]);
        } else if (SUSPENDED_LOOK.equals(message[0])) {
            VirtualWaitHooks.look((Thread) message[1], (Consumer<Object>) message[2]);
        } else if (FORK_JOIN.equals(message[0])) {
            Outcomes.configureForkJoin(
                    (Long) message[1],
                    (Integer) message[2],
                    (Integer) message[3],
                    (Long) message[4],
                    (Long) message[5],
                    (Long) message[6]);
            ForkJoinHooks.configure((Long) message[7], (Class<?>) message[8]);
        } else if (DELAYS.equals(message[0])) {
            DelayHooks.configure((Class<?>) message[1], (long[]) message[2]);
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
                    (long[]) message[13],
                    (long[]) message[14],
                    (int[]) message[15],
                    (long[]) message[16],
                    (int[]) message[17],
                    (int[]) message[18],
                    (Long) message[19]);
            Ids.reset(memory.classKeys().length, memory.sites().length);
            Failures.reset(memory.classKeys().length, memory.failures().length);
            Rings.use(memory);
        }
    }

    private static void executors(int types, int tasks, int threads) {
        ExecutorTypes.reset(types);
        Handed.reset(tasks);
        Nesting.reset(threads);
    }

    /** The message that makes the hooks write into a memory. */
    public static Object[] message(HookMemory memory) {
        return new Object[] {memory.rings(), memory.spares(), memory.owners(), memory.unserved(), memory.classKeys(),
                memory.classKinds(), memory.classes(), memory.poolKeys(), memory.pools(), memory.sites(),
                memory.siteClasses(),
                memory.failures(), memory.failureTasks(), memory.threads(), memory.ends(), memory.modes(),
                memory.closes(), memory.news(), memory.enabled(),
                memory.epoch()};
    }
}
