package dev.loomscope.agent.sample;

/**
 * The loops in which workers of pools spend their lives: those of the JDK, and of well-known libraries, which others carry along
 * under names of their own. So only what stands behind the package counts.
 */
final class WorkerFrames {
    private WorkerFrames() {}

    /** Whether who stands in this frame works for a pool. */
    static boolean isWorkers(StackTraceElement frame) {
        String type = frame.getClassName();
        String name = type.substring(type.lastIndexOf('.') + 1);
        return switch (name) {
            // The first also of Tomcat, whose pool is a copy of the JDK's.
            case "ThreadPoolExecutor", "ForkJoinPool" -> frame.getMethodName().equals("runWorker");
            // Of Jetty, JBoss and Kotlin.
            case "QueuedThreadPool$Runner", "EnhancedQueueExecutor$ThreadBody", "CoroutineScheduler$Worker" -> true;
            // Of Netty, where the loop is a class without a name.
            default -> name.startsWith("SingleThreadEventExecutor$");
        };
    }
}
