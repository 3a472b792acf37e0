package dev.loomscope.view.range;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.RangeFigures;
import dev.loomscope.view.theme.Moments;

/** Figures of a stretch of time as text, to be pasted into a mail or an issue. */
final class RangeText {
    private RangeText() {}

    static String of(RangeFigures figures, Moments moments) {
        return """
                %s from %s to %s
                tasks      %s, %s failed
                busy       %s, %s of it blocked
                scheduled  %s
                idle       %s
                polls      %s
                waits      %s
                """.formatted(Figures.duration(figures.to() - figures.from()), moments.of(figures.from()),
                moments.of(figures.to()), Figures.count(figures.tasks()), Figures.count(figures.failed()),
                Figures.duration(figures.busy()), Figures.duration(figures.blocked()),
                Figures.duration(figures.scheduled()), Figures.duration(figures.idle()),
                line(figures.polls().summary()), line(figures.waits().summary()));
    }

    private static String line(LongSummary summary) {
        return summary.count() == 0
                ? "none"
                : "%s, p50 %s, p90 %s, p99 %s, max %s".formatted(Figures.count(summary.count()),
                        Figures.duration(summary.p50()), Figures.duration(summary.p90()),
                        Figures.duration(summary.p99()), Figures.duration(summary.max()));
    }
}
