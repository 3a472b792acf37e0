package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.CountedWaits;
import dev.loomscope.model.Failure;
import dev.loomscope.model.GcPause;
import dev.loomscope.model.LeaveReason;
import dev.loomscope.model.ProcessSeries;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** The parts of a report that say how it was watched, how the process was, and what tasks failed with. */
final class ReportExtras {
    private static final int MOST_FAILURES = 50;
    private static final int MOST_STRETCHES = 200;
    private static final int MOST_FRAMES = 12;

    private ReportExtras() {}

    // The JSON's shape: the components' names and order are the document's.

    record HookPart(String name, String state, String why) {}

    record CountedPart(
            long tasks, long polls, List<StretchPart> stretches, Map<String, Long> unmounts,
            @Nullable CountedWaitPart parkedUs) {}

    record CountedWaitPart(long tasks, double mean, double doubt) {}

    record StretchPart(
            String family, double fromMs, double toMs, long submitted, long started, long ended, long failed) {}

    record ProcessPart(
            @Nullable Double cpuMean, @Nullable Double cpuMax, @Nullable Long heapUsedMax, @Nullable Long heapMax,
            @Nullable Integer threadsMax, @Nullable Integer classes, @Nullable Long compileMs, int collections,
            double pausedMs, double longestPauseMs) {}

    record FailurePart(
            String exception, String message, String taskClass, int seen, List<Long> tasks, List<String> frames) {}

    static List<HookPart> hooks(SessionModel model) {
        return model.info().hooks().stream().map(hook -> new HookPart(hook.name(), hook.state(), hook.why())).toList();
    }

    static CountedPart counted(SessionModel model) {
        long tasks = 0;
        for (TaskKind kind : TaskKind.values()) {
            tasks += model.countedOnly(kind);
        }
        List<CountedStretch> all = model.countedStretches();
        return new CountedPart(tasks, model.countedPolls(),
                all.subList(Math.max(0, all.size() - MOST_STRETCHES), all.size()).stream()
                        .map(s -> new StretchPart(family(s.family()), Units.millis(s.from()),
                                Units.millis(s.from() + s.length(model.now())), s.submitted(), s.started(), s.ended(),
                                s.failed()))
                        .toList(),
                unmounts(model), waits(model.countedParks()));
    }

    private static Map<String, Long> unmounts(SessionModel model) {
        Map<String, Long> unmounts = new LinkedHashMap<>();
        for (LeaveReason reason : LeaveReason.values()) {
            long count = model.countedUnmounts(reason);
            if (count > 0) {
                unmounts.put(reason.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return unmounts;
    }

    /** Null where nothing was counted. */
    static @Nullable CountedWaitPart waits(CountedWaits waits) {
        return waits.tasks() == 0
                ? null
                : new CountedWaitPart(waits.tasks(), Units.micros(waits.mean()), Units.micros(waits.doubt()));
    }

    private static String family(CountedStretch.Family family) {
        return switch (family) {
            case POOL -> "task";
            case FORK_JOIN -> "fork-join";
            case VIRTUAL_THREAD -> "virtual-thread";
        };
    }

    /** Null where nothing is known. */
    static @Nullable ProcessPart process(SessionModel model) {
        ProcessSeries series = model.process();
        ProcessSeries.Point latest = series.latest();
        if (latest == null) {
            return null;
        }
        double cpuSum = 0;
        double cpuMax = -1;
        int cpus = 0;
        long heap = -1;
        int threads = -1;
        for (int i = 0; i < series.size(); i++) {
            ProcessSeries.Point point = series.point(i);
            if (point != null) {
                cpuSum += Math.max(0, point.cpu());
                cpus += point.cpu() >= 0 ? 1 : 0;
                cpuMax = Math.max(cpuMax, point.cpu());
                heap = Math.max(heap, point.heapUsed());
                threads = Math.max(threads, point.threads());
            }
        }
        long longest = 0;
        for (GcPause gc : series.collections()) {
            longest = gc.stopsAll() ? Math.max(longest, gc.to() - gc.from()) : longest;
        }
        return new ProcessPart(cpus == 0 ? null : cpuSum / cpus, cpuMax < 0 ? null : cpuMax, heap < 0 ? null : heap,
                latest.heapMax() < 0 ? null : latest.heapMax(), threads < 0 ? null : threads,
                latest.classes() < 0 ? null : latest.classes(), latest.compileMs() < 0 ? null : latest.compileMs(),
                series.collections().size(), Units.millis(series.paused(0, Long.MAX_VALUE)), Units.millis(longest));
    }

    /** What failed tasks were seen to fail with, the most frequent first. */
    static List<FailurePart> failures(SessionModel model) {
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        TaskTable tasks = model.tasks();
        model.facts().eachFailure((failure, row) -> groups.computeIfAbsent(List.of(failure.exceptionClass(),
                failure.message(), model.names().className(tasks.taskClass(row))), _ -> new ArrayList<>()).add(row));
        List<FailurePart> parts = new ArrayList<>();
        groups.forEach((key, rows) -> {
            Failure first = model.facts().failure(rows.getFirst());
            List<String> frames = first == null ? List.of() : first.frames();
            parts.add(new FailurePart(key.get(0), key.get(1), key.get(2), rows.size(),
                    rows.stream().limit(20).map(tasks::id).toList(),
                    frames.subList(0, Math.min(MOST_FRAMES, frames.size()))));
        });
        parts.sort(Comparator.comparingInt(FailurePart::seen).reversed().thenComparing(FailurePart::exception));
        return parts.subList(0, Math.min(MOST_FAILURES, parts.size()));
    }
}
