package dev.loomscope.view.tasks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Names;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.RanIn;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/**
 * What the table shows of the tasks that are wanted: by which column, largest or smallest on top.
 *
 * @param jdkToo whether the threads that the JDK runs for itself are wanted too
 * @param restLast whether what is meant to last stands behind all else: threads started by hand, and tasks that are not due
 */
public record TaskQuery(TaskColumn column, boolean falling, boolean jdkToo, boolean restLast) {
    /** Below all figures that a task can have. */
    private static final long LAST = Long.MIN_VALUE / 2;

    private static final List<TaskState> STATES = List.of(TaskState.values());
    private static final List<TaskKind> KINDS = List.of(TaskKind.values());

    /** Every task, the one that takes longest on top, but for those that are meant to last. */
    public static final TaskQuery FIRST = new TaskQuery(TaskColumn.TOTAL, true, false, true);

    /** Without the JDK's own threads. */
    public TaskQuery(TaskColumn column, boolean falling) {
        this(column, falling, false, false);
    }

    /** The same in another order. */
    public TaskQuery by(TaskColumn next, boolean nextFalling) {
        return new TaskQuery(next, nextFalling, jdkToo, false);
    }

    /** The same with or without the JDK's own threads. */
    public TaskQuery withJdk(boolean wanted) {
        return new TaskQuery(column, falling, wanted, restLast);
    }

    /** What a query found: rows in order, and how many it left out because they are the JDK's own. */
    record Found(int[] rows, int hidden) {}

    /**
     * The rows of the model's task table that are wanted, in order. Any thread; it takes tens of milliseconds for a million
     * tasks.
     *
     * @param wanted the rows that a filter wants; null where it wants all
     * @param now the time that durations of live tasks run to, in ns
     */
    Found find(SessionModel model, @Nullable RowSet wanted, long now) {
        return find(model, wanted, null, now);
    }

    /** As above, and of these rows only those that were there in a stretch of time; null where that does not matter. */
    Found find(SessionModel model, @Nullable RowSet wanted, @Nullable RanIn within, long now) {
        TaskTable tasks = model.tasks();
        int[] all = wanted == null ? known(tasks) : wanted.rows();
        int[] rows = within == null ? all : Arrays.stream(all).filter(within.in(model)).toArray();
        int size = rows.length;
        if (!jdkToo) {
            IntPredicate own = JdkOwn.in(model);
            size = 0;
            for (int row : rows) {
                if (!own.test(row)) {
                    rows[size++] = row;
                }
            }
        }
        IntToLongFunction key = key(model, rows, size, now);
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            long own = key.applyAsLong(rows[i]);
            keys[i] = restLast && lasts(model, rows[i], now) ? LAST + own : own;
        }
        return new Found(RowSort.sort(rows, keys, size, falling), rows.length - size);
    }

    private static boolean lasts(SessionModel model, int row, long now) {
        TaskTable tasks = model.tasks();
        return tasks.kind(row) == TaskKind.THREAD || (tasks.kind(row) == TaskKind.SCHEDULED && tasks.started(row) < 0
                && tasks.state(row).isLive() && QueueWait.begin(model, row) > now);
    }

    private static int[] known(TaskTable tasks) {
        int end = tasks.size();
        int oldest = tasks.oldest();
        int[] rows = new int[Math.max(64, end - oldest)];
        int size = 0;
        for (int row = 0; row < end; row++) {
            if (row >= oldest || tasks.known(row)) {
                if (size == rows.length) {
                    rows = Arrays.copyOf(rows, size * 2);
                }
                rows[size++] = row;
            }
        }
        return Arrays.copyOf(rows, size);
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
            case WAIT -> row -> Math.max(0, QueueWait.of(model, row, now));
            case POLLS -> tasks::polls;
            case SUBMITTED -> tasks::submitted;
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
