package dev.loomscope.agent.instrument;

import dev.loomscope.agent.hook.Control;

/** Where classes of the JDK keep the task that they wrap, as far as this JDK has them. */
final class Wrappers {
    private static final String CONCURRENT = "java.util.concurrent.";

    private static final String FORK_JOIN = CONCURRENT + "ForkJoinTask$";
    private static final String STAGE = CONCURRENT + "CompletableFuture$";

    private static final String[][] CLASS_AND_FIELD = {
            {CONCURRENT + "Executors$RunnableAdapter", "task"},
            {CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture", "task"},
            {CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl", "task"},
            {"java.lang.VirtualThread$VThreadContinuation$1", "val$task"},
            {FORK_JOIN + "AdaptedRunnable", "runnable"},
            {FORK_JOIN + "AdaptedRunnableAction", "runnable"},
            {FORK_JOIN + "AdaptedCallable", "callable"},
            {FORK_JOIN + "AdaptedInterruptibleRunnable", "runnable"},
            {FORK_JOIN + "AdaptedInterruptibleCallable", "callable"},
            {FORK_JOIN + "RunnableExecuteAction", "runnable"},
            {FORK_JOIN + "CallableWithTimeout", "callable"},
            {FORK_JOIN + "InvokeAnyTask", "callable"},
            {CONCURRENT + "ForkJoinPool$InvokeAnyTask", "callable"},
            {CONCURRENT + "DelayScheduler$ScheduledForkJoinTask", "runnable"},
            {CONCURRENT + "DelayScheduler$ScheduledForkJoinTask", "callable"}};

    /** Classes of CompletableFuture that keep the function of a stage. */
    private static final String[] STAGES = {"AsyncRun", "AsyncSupply", "UniApply", "UniAccept", "UniRun",
            "UniWhenComplete", "UniHandle", "UniExceptionally", "UniComposeExceptionally", "UniCompose", "BiApply",
            "BiAccept", "BiRun", "OrApply", "OrAccept", "OrRun"};

    /** Size of the table that the hooks search, a power of two. */
    private static final int TABLE = 128;

    private final JdkInternals jdk;
    private final Class<?>[] types = new Class<?>[TABLE];
    private final long[] offsets = new long[TABLE];

    private Wrappers(JdkInternals jdk) {
        this.jdk = jdk;
    }

    /** The message that tells the hooks. */
    static Object[] message(JdkInternals jdk) {
        Wrappers wrappers = new Wrappers(jdk);
        for (String[] each : CLASS_AND_FIELD) {
            wrappers.add(each[0], each[1]);
        }
        for (String stage : STAGES) {
            wrappers.add(STAGE + stage, "fn");
        }
        return new Object[] {Control.TASK_CLASSES, jdk.offset(CONCURRENT + "FutureTask", "callable"), wrappers.types,
                wrappers.offsets};
    }

    /** The message that tells the hooks where completions keep the futures that they complete. */
    static Object[] stages(JdkInternals jdk) {
        String[][] fields = {{"AsyncRun", "dep"}, {"AsyncSupply", "dep"}, {"UniCompletion", "dep"},
                {"CoCompletion", "base"}, {"AnyOf", "dep"}, {"UniCompletion", "src"}, {"UniCompletion", "executor"}};
        Class<?>[] types = new Class<?>[fields.length];
        long[] offsets = new long[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Class<?> type = JdkInternals.find(STAGE + fields[i][0]);
            types[i] = type == null ? Object.class : type;
            offsets[i] = jdk.offset(STAGE + fields[i][0], fields[i][1]);
        }
        return new Object[] {Control.STAGES, types, offsets};
    }

    /** Puts a class where the hooks look for it: from its identity hash on. */
    private void add(String className, String field) {
        Class<?> type = JdkInternals.find(className);
        long offset = jdk.offset(className, field);
        if (type == null || offset < 0) {
            return;
        }
        int place = System.identityHashCode(type) & TABLE - 1;
        while (types[place] != null) {
            place = place + 1 & TABLE - 1;
        }
        types[place] = type;
        offsets[place] = offset;
    }
}
