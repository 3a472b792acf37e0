package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** The stacks that were sampled of tasks that ran long. Of each task the first samples and the latest ones are kept. */
public final class StackLog {
    private static final int FIRST = 20;
    private static final int MOST_A_TASK = 200;
    private static final int MOST = 200_000;

    private final Map<Integer, List<StackSample>> samples = new ConcurrentHashMap<>();
    private final ArrayDeque<Integer> rows = new ArrayDeque<>();
    private int count;

    StackLog() {}

    /** Samples of a task, oldest first; empty where there are none. */
    public List<StackSample> of(int taskRow) {
        return samples.getOrDefault(taskRow, List.of());
    }

    /** The latest sample of a task. */
    public @Nullable StackSample latest(int taskRow) {
        List<StackSample> all = of(taskRow);
        return all.isEmpty() ? null : all.getLast();
    }

    /** Session thread. */
    void add(StackSample sample) {
        List<StackSample> before = samples.get(sample.taskRow());
        List<StackSample> all = new ArrayList<>(before == null ? List.of() : before);
        if (before == null) {
            rows.add(sample.taskRow());
        }
        if (all.size() == MOST_A_TASK) {
            all.remove(FIRST);
            count--;
        }
        all.add(sample);
        count++;
        samples.put(sample.taskRow(), List.copyOf(all));
        while (count > MOST) {
            List<StackSample> gone = samples.remove(rows.remove());
            count -= gone == null ? 0 : gone.size();
        }
    }
}
