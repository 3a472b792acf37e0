package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;

/** Which tasks are wanted: all terms have to hold. Immutable; {@link #bind} makes the test for one look at one model. */
public record TaskFilter(List<Term> terms) {
    /** Wants every task. */
    public static final TaskFilter ALL = new TaskFilter(List.of());

    public TaskFilter {
        terms = List.copyOf(terms);
    }

    /** Whether every task is wanted. */
    public boolean isAll() {
        return terms.isEmpty();
    }

    /**
     * The test of a row, to be used by one thread.
     *
     * @param now the time that durations of live tasks run to, in ns
     */
    public IntPredicate bind(SessionModel model, long now) {
        List<IntPredicate> tests = new ArrayList<>();
        for (Term term : terms) {
            tests.add(test(term, model.tasks(), model.names(), now));
        }
        return switch (tests.size()) {
            case 0 -> _ -> true;
            case 1 -> tests.getFirst();
            default -> row -> {
                for (IntPredicate test : tests) {
                    if (!test.test(row)) {
                        return false;
                    }
                }
                return true;
            };
        };
    }

    private static IntPredicate test(Term term, TaskTable tasks, Names names, long now) {
        return switch (term) {
            case Term.Not not -> test(not.term(), tasks, names, now).negate();
            case Term.InState in -> row -> in.states().contains(tasks.state(row));
            case Term.OfKind of -> row -> of.kinds().contains(tasks.kind(row));
            case Term.WithId with -> row -> tasks.id(row) == with.id();
            case Term.Compare compare -> row -> compare.relation()
                    .holds(compare.figure().of(tasks, row, now), compare.value());
            case Term.Text text -> switch (text.field()) {
                case NAME -> names(tasks, names, text.pattern());
                case SITE -> sites(tasks, names, text.pattern());
                case POOL -> pools(tasks, names, text.pattern());
                case ANY -> names(tasks, names, text.pattern())
                        .or(sites(tasks, names, text.pattern()))
                        .or(pools(tasks, names, text.pattern()));
            };
        };
    }

    private static IntPredicate names(TaskTable tasks, Names names, Pattern pattern) {
        IntPredicate byClass = remembered(names::className, pattern);
        return row -> byClass.test(tasks.taskClass(row)) || pattern.matches(tasks.name(row));
    }

    private static IntPredicate sites(TaskTable tasks, Names names, Pattern pattern) {
        IntPredicate bySite = remembered(names::site, pattern);
        return row -> bySite.test(tasks.site(row));
    }

    private static IntPredicate pools(TaskTable tasks, Names names, Pattern pattern) {
        IntPredicate byPool = remembered(names::pool, pattern);
        return row -> byPool.test(tasks.pool(row));
    }

    /** Many tasks share few names: each is matched once. Ids go from -1, which the scheduler has, upwards. */
    private static IntPredicate remembered(IntFunction<String> name, Predicate<String> pattern) {
        return new IntPredicate() {
            private byte[] known = new byte[256];

            @Override
            public boolean test(int id) {
                int slot = id + 1;
                if (slot >= known.length) {
                    known = Arrays.copyOf(known, Math.max(slot + 1, known.length * 2));
                }
                if (known[slot] == 0) {
                    known[slot] = (byte) (pattern.test(name.apply(id)) ? 1 : 2);
                }
                return known[slot] == 1;
            }
        };
    }

    /** One condition. */
    public sealed interface Term {
        /** The other way round. */
        record Not(Term term) implements Term {}

        /** A text has to match. */
        record Text(TextField field, Pattern pattern) implements Term {}

        /** One of these states. */
        record InState(Set<TaskState> states) implements Term {
            public InState {
                states = EnumSet.copyOf(states);
            }
        }

        /** One of these kinds. */
        record OfKind(Set<TaskKind> kinds) implements Term {
            public OfKind {
                kinds = EnumSet.copyOf(kinds);
            }
        }

        /** The task with this id. */
        record WithId(long id) implements Term {}

        /** A figure compared to a value, in ns where it is a duration. */
        record Compare(Figure figure, Relation relation, long value) implements Term {}
    }

    /** What a text is looked for in. */
    public enum TextField {
        ANY,
        NAME,
        SITE,
        POOL
    }

    /** Text as somebody typed it, in any case; {@code *} stands for anything, and then the whole text has to match. */
    public record Pattern(String text) implements Predicate<String> {
        public Pattern {
            text = text.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean test(String candidate) {
            return matches(candidate);
        }

        boolean matches(String candidate) {
            String lower = candidate.toLowerCase(Locale.ROOT);
            return text.indexOf('*') < 0 ? lower.contains(text) : glob(lower, 0, 0);
        }

        private boolean glob(String candidate, int at, int from) {
            int star = text.indexOf('*', from);
            if (star < 0) {
                return candidate.length() - at >= text.length() - from && candidate.endsWith(text.substring(from));
            }
            String part = text.substring(from, star);
            if (from == 0) {
                // A class is often written without its package: the first part may begin behind a dot.
                for (int start = 0; start >= 0; start = next(candidate, start)) {
                    if (candidate.startsWith(part, start) && glob(candidate, start + part.length(), star + 1)) {
                        return true;
                    }
                }
                return false;
            }
            int found = candidate.indexOf(part, at);
            return found >= 0 && glob(candidate, found + part.length(), star + 1);
        }

        private static int next(String candidate, int start) {
            int dot = candidate.indexOf('.', start);
            return dot < 0 ? -1 : dot + 1;
        }
    }

    /** A figure of a task. */
    public enum Figure {
        TOTAL,
        BUSY,
        SCHEDULED,
        IDLE,
        BLOCKED,
        POLLS;

        long of(TaskTable tasks, int row, long now) {
            return switch (this) {
                case TOTAL -> tasks.total(row, now);
                case BUSY -> tasks.busy(row, now);
                case SCHEDULED -> tasks.scheduled(row, now);
                case IDLE -> tasks.idle(row, now);
                case BLOCKED -> tasks.blocked(row, now);
                case POLLS -> tasks.polls(row);
            };
        }
    }

    /** How two values are compared. */
    public enum Relation {
        LESS,
        AT_MOST,
        EQUAL,
        AT_LEAST,
        MORE;

        boolean holds(long left, long right) {
            return switch (this) {
                case LESS -> left < right;
                case AT_MOST -> left <= right;
                case EQUAL -> left == right;
                case AT_LEAST -> left >= right;
                case MORE -> left > right;
            };
        }
    }
}
