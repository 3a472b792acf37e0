package dev.loomscope.filter;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGroup;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;

/** The values that a session offers for the fields of a filter, the most frequent first. Immutable. */
public final class Vocabulary {
    /** Of a session that has nothing yet. */
    public static final Vocabulary EMPTY = new Vocabulary(Map.of());

    private static final int MOST = 500;
    /** So many of the newest tasks are asked for their own names and groups. */
    private static final int NEWEST = 20_000;

    private final Map<Field, List<Value>> values;

    private Vocabulary(Map<Field, List<Value>> values) {
        this.values = values;
    }

    /**
     * A value.
     *
     * @param count tasks that have it, or the newest of them
     */
    public record Value(String text, long count) {}

    /** Values of a field, the most frequent first. */
    public List<Value> of(Field field) {
        return values.getOrDefault(field, List.of());
    }

    /** What a model offers at present. Any thread; it takes some ten milliseconds for a million tasks. */
    public static Vocabulary of(SessionModel model) {
        TaskTable tasks = model.tasks();
        Names names = model.names();
        int end = tasks.size();
        int from = tasks.oldest();
        Counter classes = new Counter();
        Counter pools = new Counter();
        Counter exceptions = new Counter();
        Map<TaskState, long[]> states = counters(TaskState.class);
        Map<TaskKind, long[]> kinds = counters(TaskKind.class);
        for (int row = from; row < end; row++) {
            classes.add(tasks.taskClass(row));
            pools.add(tasks.pool(row));
            exceptions.add(tasks.exceptionClass(row));
            count(states, tasks.state(row));
            count(kinds, tasks.kind(row));
        }
        Map<Field, List<Value>> all = new EnumMap<>(Field.class);
        all.put(Field.POOL, pools.values(id -> id == 0 ? "" : names.pool(id), id -> id));
        all.put(Field.CLASS, classes.values(names::simpleClassName, id -> id));
        all.put(Field.SITE, classes.values(id -> shortSite(names.site(id)), names::siteOfClass));
        all.put(Field.EXCEPTION, exceptions.values(id -> id == 0 ? "" : names.simpleClassName(id), id -> id));
        Counts ofStates = new Counts();
        states.forEach((state, count) -> ofStates.add(FieldValues.word(state), count[0]));
        ofStates.add("live", 0);
        ofStates.add("ended", 0);
        all.put(Field.STATE, ofStates.values());
        Counts ofKinds = new Counts();
        kinds.forEach((kind, count) -> ofKinds.add(kind.label(), count[0]));
        all.put(Field.KIND, ofKinds.values());
        all.put(Field.THREAD, threads(model));
        Counts own = new Counts();
        Counts groups = new Counts();
        Counts scopes = new Counts();
        for (int row = Math.max(from, end - NEWEST); row < end; row++) {
            own.add(tasks.name(row), 1);
            TaskGroup group = model.facts().group(row);
            if (group != null) {
                String name = GroupName.own(group, names);
                groups.add(name, 1);
                scopes.add(group.kind() == TaskGroup.Kind.SCOPE ? name : "", 1);
            }
        }
        all.put(Field.NAME, own.values());
        all.put(Field.GROUP, groups.values());
        all.put(Field.SCOPE, scopes.values());
        return new Vocabulary(all);
    }

    private static List<Value> threads(SessionModel model) {
        Counts counts = new Counts();
        for (int i = 0, size = model.lanes().size(); i < size; i++) {
            Lane lane = model.lanes().lane(i);
            counts.add(lane.name(), lane.spanCount());
        }
        return counts.values();
    }

    private static <E extends Enum<E>> Map<E, long[]> counters(Class<E> of) {
        Map<E, long[]> counters = new EnumMap<>(of);
        for (E each : of.getEnumConstants()) {
            counters.put(each, new long[1]);
        }
        return counters;
    }

    private static <E> void count(Map<E, long[]> counters, E each) {
        long[] counter = counters.get(each);
        if (counter != null) {
            counter[0]++;
        }
    }

    /** A place without its package and line: {@code CheckoutFlow.submit}. */
    private static String shortSite(String site) {
        int open = site.indexOf('(');
        int method = open < 0 ? -1 : site.lastIndexOf('.', open);
        if (method < 0) {
            return "";
        }
        return site.substring(site.lastIndexOf('.', method - 1) + 1, open);
    }

    /** Counts texts. */
    private static final class Counts {
        private final Map<String, Long> counts = new HashMap<>();

        void add(String text, long more) {
            if (!text.isEmpty() && !text.equals(Names.UNKNOWN)) {
                counts.merge(text, more, Long::sum);
            }
        }

        List<Value> values() {
            return counts.entrySet().stream().map(entry -> new Value(entry.getKey(), entry.getValue()))
                    .sorted((a, b) -> a.count() != b.count()
                            ? Long.compare(b.count(), a.count())
                            : a.text().compareTo(b.text()))
                    .limit(MOST).toList();
        }
    }

    /** Counts ids. */
    private static final class Counter {
        private final Map<Integer, long[]> counts = new HashMap<>();
        private int last = Integer.MIN_VALUE;
        private long[] count = new long[1];

        void add(int id) {
            if (id != last) {
                last = id;
                count = counts.computeIfAbsent(id, _ -> new long[1]);
            }
            count[0]++;
        }

        List<Value> values(IntFunction<String> text, IntUnaryOperator key) {
            Counts texts = new Counts();
            counts.forEach((id, sum) -> texts.add(text.apply(key.applyAsInt(id)), sum[0]));
            return texts.values();
        }
    }
}
