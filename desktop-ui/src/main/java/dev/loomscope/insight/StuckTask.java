package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that hold a pool's thread past the threshold. Tasks of one pool and class that are held by the same thing are
 * one finding, known by the oldest of them.
 *
 * <p>Not stuck: a task that computes, with a stack that changes all the time, while its pool has free workers (it is long, and
 * said to be so, but only as a note); one that waits to be asked, as servers do, or with which the JDK waits for a
 * process; a loop that takes from a queue, sleeps between its rounds, or waits for another result in each of them, where nothing
 * else ever waited for its thread; and a virtual thread, which holds no thread of a pool.
 */
final class StuckTask implements FindingRule {
    static final String KIND = "stuck-task";

    private static final int MOST_FINDINGS = 200;

    /** What the tasks of one finding have in common. */
    private record Cause(int pool, int taskClass, Hold hold) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        Map<Cause, List<Integer>> groups = new LinkedHashMap<>();
        Map<Integer, Integer> held = new LinkedHashMap<>();
        TaskTable tasks = model.tasks();
        tasks.longRuns(thresholds.stuckAfter().toNanos(), now, row -> {
            Hold hold = Hold.of(telling(model, row));
            if (hold != Hold.SERVICE && !waitsForProcess(model, row) && !serves(model, row)
                    && !isLoop(model, row, hold, now)) {
                Cause cause = new Cause(tasks.pool(row), tasks.taskClass(row), hold);
                groups.computeIfAbsent(cause, c -> new ArrayList<>()).add(row);
                if (tasks.ended(row) < 0) {
                    held.merge(tasks.pool(row), 1, Integer::sum);
                }
            }
        });
        List<Finding> findings = new ArrayList<>();
        groups.forEach((cause, rows) -> {
            if (findings.size() < MOST_FINDINGS) {
                int workers = held.getOrDefault(cause.pool, 0);
                findings.add(new Group(model, cause, rows, now).finding(workers));
            }
        });
        return findings;
    }

    /** The JDK itself keeps a thread for each process that it waits for. */
    private static boolean waitsForProcess(SessionModel model, int row) {
        return model.names().className(model.tasks().taskClass(row)).startsWith("java.lang.ProcessHandleImpl$");
    }

    /** Whether it serves one request after the other, of which none holds it. */
    private static boolean serves(SessionModel model, int row) {
        StackSample sample = telling(model, row);
        return sample != null && Hold.isServing(sample) && StackTrail.of(model.stacks().of(row)).getsOn();
    }

    /** Whether it has a thread of its own, as nobody else wants it, in which it goes round. */
    private static boolean isLoop(SessionModel model, int row, Hold hold, long now) {
        boolean loops = switch (hold) {
            case QUEUE -> true;
            case SLEEP -> StackTrail.of(model.stacks().of(row)).goesRound();
            case RESULT, IO -> StackTrail.of(model.stacks().of(row)).waitsAnew();
            default -> false;
        };
        TaskTable tasks = model.tasks();
        Pool pool = loops ? model.pool(tasks.pool(row)).orElse(null) : null;
        long ended = tasks.ended(row);
        return pool != null
                && pool.rejected() == 0
                && pool.saturated(tasks.started(row), ended < 0 ? now : ended) == 0;
    }

    /** The sample that tells best what held the task: the last one, which is the last before its end. */
    private static @Nullable StackSample telling(SessionModel model, int row) {
        return model.stacks().latest(row);
    }

    /** The tasks of one finding. */
    private static final class Group {
        private final SessionModel model;
        private final TaskTable tasks;
        private final Cause cause;
        private final List<Integer> rows;
        private final List<Integer> live;
        private final long now;
        private final int longest;
        private final StackTrail trail;

        Group(SessionModel model, Cause cause, List<Integer> rows, long now) {
            this.model = model;
            this.tasks = model.tasks();
            this.cause = cause;
            this.rows = rows;
            this.live = rows.stream().filter(row -> tasks.ended(row) < 0).toList();
            this.now = now;
            this.longest = longest(live.isEmpty() ? rows : live);
            this.trail = StackTrail.of(model.stacks().of(longest));
        }

        private int longest(List<Integer> among) {
            int best = among.getFirst();
            for (int row : among) {
                if (run(row) > run(best)) {
                    best = row;
                }
            }
            return best;
        }

        private long run(int row) {
            return until(row) - tasks.started(row);
        }

        private long until(int row) {
            long ended = tasks.ended(row);
            return ended < 0 ? Math.max(now, tasks.started(row)) : ended;
        }

        Finding finding(int workersHeld) {
            Pool pool = model.pool(cause.pool).orElse(null);
            List<Integer> shown = Finding.latest(rows);
            Set<String> threads = new LinkedHashSet<>();
            shown.forEach(row -> threads.add(model.names().thread(tasks.workerThread(row))));
            long from = rows.stream().mapToLong(tasks::started).min().orElse(0);
            long to = rows.stream().mapToLong(this::until).max().orElse(now);
            String key = "task-" + tasks.id(rows.getFirst());
            return new Finding(KIND, key, severity(pool, workersHeld), summary(pool, workersHeld), remedy(), cause.pool,
                    shown.stream().map(tasks::id).toList(), List.copyOf(threads), from, to, trail.latest(),
                    evidence(pool, workersHeld));
        }

        private Severity severity(@Nullable Pool pool, int workersHeld) {
            boolean wanders = cause.hold == Hold.COMPUTE && trail.wanders();
            if (live.isEmpty()) {
                return wanders ? Severity.INFO : Severity.WARNING;
            }
            int max = pool == null ? 0 : pool.max();
            if (pool != null && max > 0 && workersHeld >= max && (pool.queue() > 0 || pool.rejected() > 0)) {
                return Severity.CRITICAL;
            }
            return wanders || cause.hold == Hold.QUEUE ? Severity.INFO : Severity.WARNING;
        }

        private String summary(@Nullable Pool pool, int workersHeld) {
            StringBuilder text = new StringBuilder();
            String name = tasks.name(longest);
            boolean one = rows.size() == 1;
            String where = model.names().thread(tasks.workerThread(longest));
            if (one) {
                text.append("Task ").append(tasks.id(longest)).append(", ").append(name).append(", ");
                text.append(live.isEmpty() ? "held " : "has held ").append(where).append(" for ");
            } else {
                text.append(rows.size()).append(" tasks of ").append(name)
                        .append(live.isEmpty() ? " held" : " have held");
                text.append(" threads of pool ").append(model.names().pool(cause.pool)).append(" for up to ");
            }
            text.append(Figures.duration(run(longest))).append(": ").append(one ? "it " : "the longest ");
            text.append(cause.hold.words()).append(target());
            text.append(trail.words());
            if (pool != null && !live.isEmpty() && pool.max() > 0 && workersHeld >= pool.max()) {
                text.append("; no worker of pool ").append(pool.name()).append(" is left");
            }
            return text.append('.').toString();
        }

        private String target() {
            StackSample sample = model.stacks().latest(longest);
            if (sample == null || cause.hold == Hold.SLEEP || cause.hold == Hold.COMPUTE) {
                return "";
            }
            String what = sample.waitsFor() == null ? "" : " (" + WaitWords.brief(sample.waitsFor()) + ")";
            return sample.owner() == null ? what : what + " that " + sample.owner() + " holds";
        }

        private String remedy() {
            StackSample sample = model.stacks().latest(longest);
            String owner = sample == null ? null : sample.owner();
            return cause.hold == Hold.LOCK && owner != null
                    ? "See what " + owner
                            + " does while it holds the lock and shorten that, or take the lock with tryLock and"
                            + " a time limit."
                    : cause.hold.remedy();
        }

        private Map<String, Object> evidence(@Nullable Pool pool, int workersHeld) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("taskClass", model.names().className(cause.taskClass));
            evidence.put("tasks", rows.size());
            evidence.put("live", live.size());
            evidence.put("longestMs", Units.millis(run(longest)));
            evidence.put("blockedMs", Units.millis(tasks.blocked(longest, now)));
            evidence.put("holds", cause.hold.words());
            StackSample sample = model.stacks().latest(longest);
            if (sample != null) {
                evidence.put("state", sample.state());
                if (sample.waitsFor() != null) {
                    evidence.put("waitsFor", sample.waitsFor());
                }
                if (sample.owner() != null) {
                    evidence.put("owner", sample.owner());
                }
            }
            trail.evidence(evidence);
            if (pool != null) {
                evidence.put("poolName", pool.name());
                evidence.put("workersHeld", workersHeld);
                evidence.put("workers", pool.size());
                if (pool.max() != Pool.UNBOUNDED) {
                    evidence.put("workersMax", pool.max());
                }
            }
            return evidence;
        }
    }
}
