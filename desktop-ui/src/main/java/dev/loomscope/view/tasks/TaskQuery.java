package dev.loomscope.view.tasks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;

/**
 * What the table shows: which tasks, by which column, largest or smallest on top.
 *
 * @param jdkToo whether the threads that the JDK runs for itself are wanted too
 */
public record TaskQuery(TaskFilter filter, TaskColumn column, boolean falling, boolean jdkToo) {
    private static final List<TaskState> STATES = List.of(TaskState.values());
    private static final List<TaskKind> KINDS = List.of(TaskKind.values());

    /** Without the JDK's own threads. */
    public TaskQuery(TaskFilter filter, TaskColumn column, boolean falling) {
        this(filter, column, falling, false);
    }

    /** The same with another filter. */
    public TaskQuery with(TaskFilter next) {
        return new TaskQuery(next, column, falling, jdkToo);
    }

    /** The same in another order. */
    public TaskQuery by(TaskColumn next, boolean nextFalling) {
        return new TaskQuery(filter, next, nextFalling, jdkToo);
    }

    /** The same with or without the JDK's own threads. */
    public TaskQuery withJdk(boolean wanted) {
        return new TaskQuery(filter, column, falling, wanted);
    }

    /** What a query found: rows in order, and how many it left out because they are the JDK's own. */
    record Found(int[] rows, int hidden) {}

    /** Every task, the one that takes longest on top. */
    public static final TaskQuery FIRST = new TaskQuery(TaskFilter.ALL, TaskColumn.TOTAL, true);

    /**
     * The rows of the model's task table that are wanted, in order. Any thread; it takes tens of milliseconds for a million
     * tasks.
     *
     * @param now the time that durations of live tasks run to, in ns
     */
    public int[] evaluate(SessionModel model, long now) {
        return find(model, now).rows();
    }

    /** As {@link #evaluate}, and says what was left out. */
    Found find(SessionModel model, long now) {
        IntPredicate own = jdkToo ? _ -> false : JdkOwn.in(model);
        int hidden = 0;
        TaskTable tasks = model.tasks();
        IntPredicate wanted = filter.bind(model, now);
        int end = tasks.size();
        int oldest = tasks.oldest();
        int[] rows = new int[Math.max(64, end - oldest)];
        int size = 0;
        for (int row = 0; row < end; row++) {
            if ((row >= oldest || tasks.known(row)) && wanted.test(row)) {
                if (own.test(row)) {
                    hidden++;
                    continue;
                }
                if (size == rows.length) {
                    rows = Arrays.copyOf(rows, size * 2);
                }
                rows[size++] = row;
            }
        }
        IntToLongFunction key = key(model, rows, size, now);
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = key.applyAsLong(rows[i]);
        }
        return new Found(RowSort.sort(rows, keys, size, falling), hidden);
    }

    private IntToLongFunction key(SessionModel model, int[] rows, int size, long now) {
        TaskTable tasks = model.tasks();
        Names names = model.names();
        return switch (column) {
            case ID -> tasks::id;
            case STATE -> row -> STATES.indexOf(tasks.state(row));
            case KIND -> row -> KINDS.indexOf(tasks.kind(row));
            case NAME -> byText(tasks::name, rows, size);
            case SITE -> byText(tasks::site, names::site, rows, size);
            case POOL -> byText(tasks::pool, names::pool, rows, size);
            case SHARES -> row -> share(tasks.busy(row, now), tasks.total(row, now));
            case TOTAL -> row -> tasks.total(row, now);
            case BUSY -> row -> tasks.busy(row, now);
            case SCHEDULED -> row -> tasks.scheduled(row, now);
            case IDLE -> row -> tasks.idle(row, now);
            case POLLS -> tasks::polls;
        };
    }

    private static long share(long part, long total) {
        return total <= 0 ? 0 : Math.round(1e9 * part / total);
    }

    private static IntToLongFunction byText(IntFunction<String> text, int[] rows, int size) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < size; i++) {
            ranks.putIfAbsent(text.apply(rows[i]), 0);
        }
        String[] sorted = ranks.keySet().toArray(new String[0]);
        Arrays.sort(sorted, String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < sorted.length; i++) {
            ranks.put(sorted[i], i);
        }
        return row -> ranks.getOrDefault(text.apply(row), 0);
    }

    /** As above, for texts that few ids stand for: no text is touched row by row. */
    private static IntToLongFunction byText(IntUnaryOperator id, IntFunction<String> text, int[] rows, int size) {
        Map<Integer, Integer> ranks = new HashMap<>();
        for (int i = 0; i < size; i++) {
            ranks.putIfAbsent(id.applyAsInt(rows[i]), 0);
        }
        Map<Integer, String> texts = new HashMap<>();
        ranks.keySet().forEach(each -> texts.put(each, text.apply(each)));
        String[] sorted = texts.values().stream().distinct().sorted(String.CASE_INSENSITIVE_ORDER)
                .toArray(String[]::new);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < sorted.length; i++) {
            places.put(sorted[i], i);
        }
        texts.forEach((each, name) -> ranks.put(each, places.getOrDefault(name, 0)));
        return row -> ranks.getOrDefault(id.applyAsInt(row), 0);
    }
}
