package dev.loomscope.agent.instrument;

import dev.loomscope.agent.DaemonThread;

/**
 * Loads the classes that an installation is about to need, on other processors while it begins: to load and verify them is the
 * greater part of what an application waits for at its start. They are named by text, as a class that names them otherwise is
 * verified, or initialised, together with them.
 */
final class Preloading implements Runnable {
    private static final String HERE = "dev.loomscope.agent.instrument.";
    private static final String AGENT = "dev.loomscope.agent.";
    private static final String CONCURRENT = "java.util.concurrent.";

    /** In the order in which they are needed. */
    private static final String[] FIRST = {HERE + "HookTransformer", HERE + "TargetClasses", HERE + "Retransformation",
            HERE + "HookTransformer$Found",
            HERE + "InsertingVisitor", HERE + "InsertingVisitor$Body", HERE + "MethodShape", HERE + "HookArguments",
            AGENT + "Stacks", HERE + "JdkStates", HERE + "Wrappers", AGENT + "hook.HookMemory",
            AGENT + "hook.Control", HERE + "ExecutorClasses", HERE + "ExecutorTransformer",
            HERE + "ExecutorFamilies", HERE + "ClassConstants", HERE + "ExecutorClasses$Telling",
            HERE + "SpanWatch", AGENT + "Agent$AtExit", AGENT + "Agent$Opening"};

    /** For the trials. Nothing that extends a class that gets hooks, which would be loaded without them. */
    private static final String[] SECOND = {HERE + "SmokeTest", HERE + "Memory", HERE + "RingReader",
            HERE + "TaskTrial", HERE + "TaskTrial$Workers", HERE + "TaskTrial$Waiting", HERE + "TaskTrial$Nothing",
            HERE + "TaskTrial$Twice", HERE + "ThreadTrial", HERE + "ThreadTrial$Failing",
            HERE + "ThreadTrial$Silence", HERE + "ThreadTrial$Nothing", HERE + "FutureTrial",
            HERE + "SmokeTest$Expected", "dev.loomscope.protocol.EventKind", AGENT + "hook.ThreadEnds",
            CONCURRENT + "ArrayBlockingQueue", CONCURRENT + "LinkedBlockingQueue",
            CONCURRENT + "LinkedBlockingQueue$Node", CONCURRENT + "Executors", CONCURRENT + "Executors$RunnableAdapter",
            CONCURRENT + "locks.AbstractQueuedSynchronizer$ConditionObject"};

    private final String[] types;

    private Preloading(String[] types) {
        this.types = types;
    }

    /** Begins to load, and returns. */
    static void begin() {
        DaemonThread.of("loomscope-preloading-1", new Preloading(FIRST)).start();
        DaemonThread.of("loomscope-preloading-2", new Preloading(SECOND)).start();
    }

    @Override
    public void run() {
        try {
            for (String type : types) {
                Class.forName(type, !type.startsWith(CONCURRENT), Preloading.class.getClassLoader());
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // Whoever needs a class will say what is wrong with it.
        }
    }
}
