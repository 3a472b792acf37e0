package dev.loomscope.filter;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGroup;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.TraceId;

/**
 * Makes terms into tests of rows, which several threads may ask at once. Many tasks share few classes, sites and pools: each
 * of those is matched once.
 */
final class RowTests {
    private static final int LONGEST_LINE = 1 << 14;

    private final SessionModel model;
    private final TaskTable tasks;
    private final Names names;
    private final long now;

    /** @param now the time that durations of live tasks run to, in ns */
    RowTests(SessionModel model, long now) {
        this.model = model;
        this.tasks = model.tasks();
        this.names = model.names();
        this.now = now;
    }

    IntPredicate of(Term term) {
        return switch (term) {
            case Term.Not not -> of(not.term()).negate();
            case Term.InState in -> row -> in.states().contains(tasks.state(row));
            case Term.OfKind of -> row -> of.kinds().contains(tasks.kind(row));
            case Term.Related related -> related(related);
            case Term.Traced traced -> traced(traced.prefixes().stream().map(TracePrefix::of).toList());
            case Term.Text text -> text(text.place(), anyOf(text.patterns()));
            case Term.Compare(Figure figure, Relation relation, long value) -> row -> {
                long of = figure.of(model, row, now);
                return of >= 0 && relation.holds(of, value);
            };
        };
    }

    private static Predicate<String> anyOf(List<TextPattern> patterns) {
        return patterns.size() == 1 ? patterns.getFirst()
                : text -> patterns.stream().anyMatch(pattern -> pattern.test(text));
    }

    private IntPredicate text(Term.Place place, Predicate<String> pattern) {
        return switch (place) {
            case NAME -> names(pattern);
            case SITE -> sites(pattern);
            case POOL -> pools(pattern);
            case ANY -> names(pattern).or(sites(pattern)).or(pools(pattern));
            case CLASS -> classes(pattern);
            case THREAD -> threads(pattern);
            case EXCEPTION -> {
                IntPredicate byClass = new IdMemo(id -> matchesClass(pattern, id));
                yield row -> tasks.exceptionClass(row) != 0 && byClass.test(tasks.exceptionClass(row));
            }
            case GROUP -> groups(pattern);
            case SCOPE -> groups(pattern).and(row -> {
                TaskGroup group = model.facts().group(row);
                return group != null && group.kind() == TaskGroup.Kind.SCOPE;
            });
        };
    }

    private boolean matchesClass(Predicate<String> pattern, int id) {
        return pattern.test(names.className(id)) || pattern.test(names.simpleClassName(id));
    }

    private IntPredicate classes(Predicate<String> pattern) {
        IntPredicate byClass = new IdMemo(id -> matchesClass(pattern, id));
        return row -> byClass.test(tasks.taskClass(row));
    }

    private IntPredicate names(Predicate<String> pattern) {
        IntPredicate byClass = classes(pattern);
        return row -> {
            String own = tasks.ownName(row);
            return byClass.test(row) || (own != null && pattern.test(own));
        };
    }

    private IntPredicate sites(Predicate<String> pattern) {
        IntPredicate byClass = new IdMemo(id -> pattern.test(names.site(names.siteOfClass(id))));
        return row -> byClass.test(tasks.taskClass(row));
    }

    private IntPredicate pools(Predicate<String> pattern) {
        IntPredicate byPool = new IdMemo(id -> id != 0 && pattern.test(names.pool(id)));
        return row -> byPool.test(tasks.pool(row));
    }

    /** By the thread that ran it last; of virtual threads by all carriers that it was on. */
    private IntPredicate threads(Predicate<String> pattern) {
        ConcurrentMap<Long, Boolean> known = new ConcurrentHashMap<>();
        IntPredicate carried = CarriedRows.of(model, pattern);
        return row -> {
            long thread = tasks.workerThread(row);
            return carried.test(row)
                    || (thread != 0 && known.computeIfAbsent(thread, id -> pattern.test(names.thread(id))));
        };
    }

    private IntPredicate groups(Predicate<String> pattern) {
        ConcurrentMap<TaskGroup, Boolean> known = new ConcurrentHashMap<>();
        return row -> {
            TaskGroup group = model.facts().group(row);
            if (group == null) {
                return false;
            }
            Boolean answer = known.get(group);
            return answer != null ? answer
                    : known.computeIfAbsent(group, each -> pattern.test(GroupName.of(each, names)));
        };
    }

    private IntPredicate related(Term.Related related) {
        int[] rows = related.ids().stream().mapToInt(tasks::row).filter(row -> row >= 0).sorted().toArray();
        IntPredicate among = row -> Arrays.binarySearch(rows, row) >= 0;
        return switch (related.to()) {
            case ITSELF -> among;
            case CHILD -> row -> among.test(tasks.parent(row));
            case DESCENDANT -> row -> {
                int above = row;
                for (int steps = 0; above >= 0 && steps < LONGEST_LINE; steps++) {
                    if (among.test(above)) {
                        return true;
                    }
                    above = tasks.parent(above);
                }
                return false;
            };
        };
    }

    private IntPredicate traced(List<TracePrefix> prefixes) {
        return row -> {
            TraceId trace = tasks.trace(row);
            if (trace == null) {
                return false;
            }
            for (TracePrefix prefix : prefixes) {
                if (prefix.begins(trace)) {
                    return true;
                }
            }
            return false;
        };
    }
}
