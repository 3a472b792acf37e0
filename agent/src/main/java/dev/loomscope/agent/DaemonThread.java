package dev.loomscope.agent;

/**
 * Threads of the agent: daemons that keep nothing of the application alive, outside the thread groups that it counts and
 * interrupts. What goes wrong in one of them is told on stderr, never to a handler of the application's.
 */
public final class DaemonThread {
    private DaemonThread() {}

    /** A thread that was not started yet. */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(topGroup(), work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.setUncaughtExceptionHandler(new Report());
        return thread;
    }

    /** The group that all threads of the JVM are in. */
    public static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = parent.getParent()) {
            group = parent;
        }
        return group;
    }

    /** A class rather than a lambda, which would cost a starting application milliseconds. */
    private static final class Report implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable exception) {
            System.err.println("loomscope: " + thread.getName() + " ended: " + exception);
        }
    }
}
