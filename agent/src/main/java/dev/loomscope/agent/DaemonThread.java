package dev.loomscope.agent;

/** Threads of the agent: daemons that keep nothing of the application alive. */
public final class DaemonThread {
    private DaemonThread() {}

    /** A thread that was not started yet. */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
