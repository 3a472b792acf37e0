package dev.loomscope.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Names;

/** Writes a report as lines for people: findings first, then the figures. */
final class ReportText {
    private static final int MOST_SITES = 15;
    private static final int MOST_FRAMES = 8;
    private static final int MOST_FAILURES = 10;
    private static final int MOST_WAITS = 8;
    private static final int LONGEST_LINE = 160;

    private final Report.Document document;
    private final StringBuilder out = new StringBuilder();

    ReportText(Report.Document document) {
        this.document = document;
    }

    String text() {
        head();
        findings();
        failures();
        waits();
        pools();
        sites();
        return out.toString();
    }

    private void head() {
        Report.SessionPart session = document.session();
        line(String.format(Locale.ROOT, "%s, pid %d, JDK %s, watched for %s", session.main(), session.pid(),
                session.jdk(),
                Figures.duration((long) (session.durationMs() * 1e6))));
        Map<String, Object> tasks = document.tasks();
        line(String.format(Locale.ROOT, "%s, %,d lost; %s on a thread",
                Figures.counted(document.events().received(), "event"), document.events().dropped(),
                Figures.counted(document.polls(), "run")));
        line(String.format(Locale.ROOT, "%s: %,d completed, %,d failed, %,d cancelled, %,d rejected, %,d live%s",
                Figures.counted(count(tasks, "submitted"), "task"),
                count(tasks, "completed"), count(tasks, "failed"), count(tasks, "cancelled"), count(tasks, "rejected"),
                count(tasks, "live"), unseen(tasks)));
        line(kinds(tasks));
        ReportExtras.CountedPart counted = document.counted();
        if (counted.tasks() + counted.polls() > 0) {
            line("of these, " + Figures.counted(counted.tasks(), "task") + " and "
                    + Figures.counted(counted.polls(), "run") + " were counted and not followed: they came too fast");
        }
        Report.FilterPart filter = document.filter();
        if (filter != null) {
            line(String.format(Locale.ROOT, "%,d of %s match %s; findings about others that are left out: %,d",
                    filter.matching(), Figures.counted(filter.tasks(), "task"), filter.text(),
                    filter.findingsLeftOut()));
        }
        process();
        hooks();
    }

    /** The kinds that occur, the most frequent first. */
    private static String kinds(Map<String, Object> tasks) {
        Map<String, Long> found = new LinkedHashMap<>();
        if (tasks.get("byKind") instanceof Map<?, ?> byKind) {
            byKind.forEach((kind, counts) -> {
                if (counts instanceof Map<?, ?> fields && fields.get("submitted") instanceof Long count && count > 0) {
                    found.put(kind.toString(), count);
                }
            });
        }
        return found.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", ", "  ", ""));
    }

    private void process() {
        ReportExtras.ProcessPart process = document.process();
        if (process == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (process.cpuMean() != null) {
            text.append("CPU ").append(Figures.percent(process.cpuMean())).append(" on average");
        }
        if (process.heapUsedMax() != null) {
            text.append(text.isEmpty() ? "heap" : ", heap").append(" up to ")
                    .append(Figures.bytes(process.heapUsedMax()));
        }
        if (process.collections() > 0) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(Figures.counted(process.collections(), "collection"))
                    .append(", in which everything stopped for ")
                    .append(Figures.duration((long) (process.pausedMs() * 1e6))).append(", at most ")
                    .append(Figures.duration((long) (process.longestPauseMs() * 1e6)));
        }
        if (!text.isEmpty()) {
            line(text.toString());
        }
    }

    private void hooks() {
        for (ReportExtras.HookPart hook : document.session().hooks()) {
            if (hook.state().equals("failed")) {
                line(String.format(Locale.ROOT, "hook %s failed: %s", hook.name(), hook.why()));
            }
        }
    }

    private void failures() {
        if (document.failures().isEmpty()) {
            return;
        }
        line("What tasks failed with, as far as it was looked at:");
        for (ReportExtras.FailurePart failure : document.failures().subList(0,
                Math.min(MOST_FAILURES, document.failures().size()))) {
            line(String.format(Locale.ROOT, "  %4d x %s%s", failure.seen(), failure.exception(),
                    failure.message().isEmpty() ? "" : ": " + firstLine(failure.message())));
            line(String.format(Locale.ROOT, "         in %s%s", failure.taskClass(),
                    failure.frames().isEmpty() ? "" : ", at " + failure.frames().getFirst()));
        }
        left("  ", document.failures().size(), MOST_FAILURES);
        line("");
    }

    private void waits() {
        List<VirtualWaits.WaitPart> waits = document.virtualThreadWaits();
        if (waits.isEmpty()) {
            return;
        }
        line("What " + Figures.counted(waits.stream().mapToLong(VirtualWaits.WaitPart::threads).sum(),
                "live virtual thread") + " waited for at last:");
        for (VirtualWaits.WaitPart wait : waits.subList(0, Math.min(MOST_WAITS, waits.size()))) {
            line(String.format(Locale.ROOT, "  %4d x %s", wait.threads(), wait.what()));
        }
        left("  ", waits.size(), MOST_WAITS);
        line("");
    }

    /** Says how many of a list are not shown here; the JSON holds them. */
    private void left(String before, int size, int shown) {
        if (size > shown) {
            line(before + "... " + Figures.count(size - shown) + " more");
        }
    }

    private static String firstLine(String text) {
        String first = text.lines().findFirst().orElse("");
        String begin = first.substring(0, Math.min(LONGEST_LINE, first.length()));
        return begin.length() == text.length() ? begin : begin + " …";
    }

    private static String unseen(Map<String, Object> tasks) {
        long count = count(tasks, "unseenEnds");
        return count > 0 ? String.format(Locale.ROOT, ", %,d ended unseen", count) : "";
    }

    private static long count(Map<String, Object> tasks, String field) {
        return tasks.get(field) instanceof Long count ? count : 0;
    }

    private void findings() {
        line("");
        if (document.findings().isEmpty()) {
            line("Nothing found that is wrong.");
        }
        for (Report.FindingPart finding : document.findings()) {
            line(String.format(Locale.ROOT, "%s  %s", finding.severity().toUpperCase(Locale.ROOT), finding.kind()));
            line(String.format(Locale.ROOT, "  %s", finding.summary()));
            line(String.format(Locale.ROOT, "  -> %s", finding.remedy()));
            List<String> stack = finding.stack();
            for (String frame : stack.subList(0, Math.min(MOST_FRAMES, stack.size()))) {
                line(String.format(Locale.ROOT, "     at %s", frame));
            }
            left("     ", stack.size(), MOST_FRAMES);
            line("");
        }
    }

    private void pools() {
        if (document.pools().isEmpty()) {
            return;
        }
        line(String.format(Locale.ROOT, "%-28s %-16s %9s %8s %10s %10s %10s %10s %10s", "Pool", "Kind", "Workers",
                "Queue", "Tasks", "Saturated",
                "Wait p50", "Wait p99", "Run p50"));
        for (Report.PoolPart pool : document.pools()) {
            line(String.format(Locale.ROOT, "%-28s %-16s %9s %8d %10d %10s %10s %10s %10s", pool.name(), pool.kind(),
                    pool.size() + "/" + (pool.max() == null ? "∞" : pool.max()), pool.queuePeak(), pool.tasks(),
                    Figures.percent(pool.saturatedFraction()), micros(pool.waitUs().p50()), micros(pool.waitUs().p99()),
                    micros(pool.runUs().p50())));
        }
        line("");
    }

    private void sites() {
        if (document.sites().isEmpty()) {
            return;
        }
        line(String.format(Locale.ROOT, "%-60s %10s %8s %10s %10s", "Task class, submitted at", "Tasks", "Failed",
                "Wait p99", "Run p50"));
        for (Report.SitePart site : document.sites().subList(0, Math.min(MOST_SITES, document.sites().size()))) {
            line(String.format(Locale.ROOT, "%-60s %10d %8d %10s %10s", site.taskClass(), site.tasks(), site.failed(),
                    micros(site.waitUs().p99()),
                    micros(site.runUs().p50())));
            if (!site.site().equals(Names.UNKNOWN)) {
                line(String.format(Locale.ROOT, "    %s", site.site()));
            }
        }
        left("", document.sites().size(), MOST_SITES);
    }

    private static String micros(double us) {
        return Figures.duration((long) (us * 1e3));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
