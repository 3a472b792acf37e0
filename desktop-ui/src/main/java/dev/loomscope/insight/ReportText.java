package dev.loomscope.insight;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as lines for people: findings first, then the figures. */
final class ReportText {
    private static final int MOST_SITES = 15;
    private static final int MOST_FRAMES = 8;

    private final Report.Document document;
    private final StringBuilder out = new StringBuilder();

    ReportText(Report.Document document) {
        this.document = document;
    }

    String text() {
        head();
        findings();
        pools();
        sites();
        return out.toString();
    }

    private void head() {
        Report.SessionPart session = document.session();
        line("%s, pid %d, JDK %s, watched for %s", session.main(), session.pid(), session.jdk(),
                Units.duration((long) (session.durationMs() * 1e6)));
        Map<String, Object> tasks = document.tasks();
        line("%,d events, %,d lost; %,d runs on a thread", document.events().received(), document.events().dropped(),
                document.polls());
        line("%,d tasks: %,d completed, %,d failed, %,d cancelled, %,d rejected, %,d live%s", tasks.get("submitted"),
                tasks.get("completed"), tasks.get("failed"), tasks.get("cancelled"), tasks.get("rejected"),
                tasks.get("live"), unseen(tasks));
    }

    private static String unseen(Map<String, Object> tasks) {
        return tasks.get("unseenEnds") instanceof Long count && count > 0
                ? String.format(Locale.ROOT, ", %,d ended unseen", count)
                : "";
    }

    private void findings() {
        line("");
        if (document.findings().isEmpty()) {
            line("Nothing found that is wrong.");
        }
        for (Report.FindingPart finding : document.findings()) {
            line("%s  %s", finding.severity().toUpperCase(Locale.ROOT), finding.kind());
            line("  %s", finding.summary());
            line("  -> %s", finding.remedy());
            List<String> stack = finding.stack();
            for (String frame : stack.subList(0, Math.min(MOST_FRAMES, stack.size()))) {
                line("     at %s", frame);
            }
            if (stack.size() > MOST_FRAMES) {
                line("     ... %d more", stack.size() - MOST_FRAMES);
            }
            line("");
        }
    }

    private void pools() {
        if (document.pools().isEmpty()) {
            return;
        }
        line("%-28s %-16s %9s %8s %10s %10s %10s %10s %10s", "Pool", "Kind", "Workers", "Queue", "Tasks", "Saturated",
                "Wait p50", "Wait p99", "Run p50");
        for (Report.PoolPart pool : document.pools()) {
            line("%-28s %-16s %9s %8d %10d %10s %10s %10s %10s", pool.name(), pool.kind(),
                    pool.size() + "/" + (pool.max() == null ? "∞" : pool.max()), pool.queuePeak(), pool.tasks(),
                    Units.percent(pool.saturatedFraction()), micros(pool.waitUs().p50()), micros(pool.waitUs().p99()),
                    micros(pool.runUs().p50()));
        }
        line("");
    }

    private void sites() {
        if (document.sites().isEmpty()) {
            return;
        }
        line("%-60s %10s %8s %10s %10s", "Task class, submitted at", "Tasks", "Failed", "Wait p99", "Run p50");
        for (Report.SitePart site : document.sites().subList(0, Math.min(MOST_SITES, document.sites().size()))) {
            line("%-60s %10d %8d %10s %10s", site.taskClass(), site.tasks(), site.failed(), micros(site.waitUs().p99()),
                    micros(site.runUs().p50()));
            if (!site.site().equals("unknown")) {
                line("    %s", site.site());
            }
        }
    }

    private static String micros(double us) {
        return Units.duration((long) (us * 1e3));
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
