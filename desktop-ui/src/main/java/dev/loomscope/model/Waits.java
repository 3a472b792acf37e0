package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** What threads wait for at present, and what tasks waited for lately. Written by the session's thread, read by any. */
public final class Waits {
    private static final int MOST_THREADS = 1 << 18;
    private static final int MOST_TASKS = 1 << 16;
    private static final int MOST_A_TASK = 8;

    private final Map<Long, Wait> now = new ConcurrentHashMap<>();
    private final SideTable<List<Wait>> before;

    Waits(Retention retention) {
        before = new SideTable<>(retention, MOST_TASKS, 400);
    }

    /** What a thread waits for, platform or virtual; null where it does not, or nobody knows. */
    public @Nullable Wait ofThread(long thread) {
        return now.get(thread);
    }

    /** What a task waits for; null where it does not, or nobody knows. */
    public @Nullable Wait ofTask(TaskTable tasks, int row) {
        long virtual = tasks.virtualThread(row);
        Wait wait = now.get(virtual != 0 ? virtual : tasks.workerThread(row));
        return wait != null && wait.row() == row ? wait : null;
    }

    /** What a task waited for, the latest ones, oldest first; those that are over. */
    public List<Wait> history(int row) {
        List<Wait> waits = before.get(row);
        return waits == null ? List.of() : waits;
    }

    /** All that are waited for at present. */
    public Collection<Wait> all() {
        return List.copyOf(now.values());
    }

    // From here on: session thread only.

    void begin(Wait wait) {
        Wait present = now.get(wait.thread());
        if (present != null) {
            if (present.sameAs(wait) || (present.exact() && !wait.exact() && present.row() == wait.row()
                    && wait.owner() == 0)) {
                return;
            }
            end(wait.thread(), wait.from());
        }
        if (now.size() < MOST_THREADS) {
            now.put(wait.thread(), wait);
        }
    }

    /** The thread goes on; what was told exactly ends only when that is told, or its task is over. */
    boolean goesOn(long thread, long time) {
        Wait present = now.get(thread);
        if (present != null && present.exact()) {
            return false;
        }
        end(thread, time);
        return true;
    }

    void end(long thread, long time) {
        Wait wait = now.remove(thread);
        if (wait != null && wait.row() >= 0) {
            List<Wait> all = new ArrayList<>(history(wait.row()));
            if (all.size() == MOST_A_TASK) {
                all.removeFirst();
            }
            all.add(wait.ended(time));
            before.put(wait.row(), List.copyOf(all));
        }
    }

    void forget(TaskRows tasks) {
        before.forget(tasks);
    }
}
