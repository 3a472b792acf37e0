package dev.loomscope.view.findings;

import java.util.Locale;
import java.util.Map;

/**
 * What a kind of findings is called on screens.
 *
 * @param name stable name, such as {@code stuck-task}
 * @param title several of them, such as {@code Stuck tasks}
 * @param meaning half a sentence on what it is; empty where there is nothing to add
 */
public record FindingKind(String name, String title, String meaning) {
    private static final Map<String, FindingKind> KNOWN = Map.ofEntries(
            known("stuck-task", "Stuck tasks", "Hold a thread and do not get on"),
            known("starvation-deadlock", "Starvation deadlocks", "All workers wait for tasks queued in their own pool"),
            known("lock-cycle", "Lock cycles", "Threads wait for each other's locks"),
            known("pool-saturated", "Saturated pools", "All workers busy and tasks waiting"),
            known("queue-growing", "Growing queues", "A queue rises without bound"),
            known("blocking-in-compute-pool", "Blocking in compute pools", "Tasks block in a pool that should compute"),
            known("carrier-pinned", "Pinned carriers", "A virtual thread waits and keeps its carrier"),
            known("carriers-starved", "Starved carriers", "Virtual threads could run and get no carrier"),
            known("never-yields", "Virtual threads that never yield",
                    "A virtual thread never gives its carrier back"),
            known("failed-silently", "Silent failures", "An exception that nobody asked the future for"),
            known("periodic-died", "Dead periodic tasks", "An exception ended a periodic task"),
            known("periodic-overrun", "Overrunning periodic tasks", "A periodic task is slower than its period"),
            known("cancel-ignored", "Ignored cancellations", "Cancelled, and runs on"),
            known("never-completed", "Futures that never complete",
                    "Nobody will complete a future that is waited for"),
            known("executor-leaked", "Leaked executors", "An executor nobody can reach was never shut down"),
            known("orphaned-child", "Orphaned children", "A child outlives what started it"),
            known("rejected", "Rejected tasks", "A pool refuses tasks"),
            known("tiny-tasks", "Tiny tasks", "Scheduling costs more than the work"),
            known("hot-lock", "Hot locks", "Many tasks wait for one lock"));

    private static Map.Entry<String, FindingKind> known(String name, String title, String meaning) {
        return Map.entry(name, new FindingKind(name, title, meaning));
    }

    /** The kind with this name; one that is not known is called by its name. */
    public static FindingKind of(String name) {
        FindingKind kind = KNOWN.get(name);
        if (kind != null || name.isEmpty()) {
            return kind != null ? kind : new FindingKind(name, name, "");
        }
        String words = name.replace('-', ' ');
        return new FindingKind(name, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1), "");
    }
}
