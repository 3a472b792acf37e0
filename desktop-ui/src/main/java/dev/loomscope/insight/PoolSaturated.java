package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;

/**
 * Finds pools that were saturated for a good part of a window: all workers busy at the maximum and tasks waiting. A window
 * begins with a saturated stretch and takes in the ones that follow, as long as it stays saturated enough over its whole
 * length and the pauses are short; the longest of a pool's windows is its finding. A short burst, or one whose tasks hardly
 * waited, is none.
 */
final class PoolSaturated implements FindingRule {
    static final String KIND = "pool-saturated";

    private static final int MOST_WINDOWS = 10;
    /** Waits from here on are a fault that users feel, in multiples of the threshold. */
    private static final int LONG_WAIT = 10;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        List<Finding> findings = new ArrayList<>();
        for (Pool pool : model.pools()) {
            if (pool.id() != Pool.SCHEDULER && pool.max() != Pool.UNBOUNDED) {
                judge(model, pool, thresholds, now, findings);
            }
        }
        return findings;
    }

    private static void judge(SessionModel model, Pool pool, Thresholds thresholds, long now, List<Finding> findings) {
        List<Window> windows = windows(pool, thresholds, now);
        windows.removeIf(window -> window.to - window.from < thresholds.saturatedWindow().toNanos());
        Window longest = null;
        for (Window window : windows) {
            if (longest == null || window.to - window.from > longest.to - longest.from) {
                longest = window;
            }
        }
        if (longest == null) {
            return;
        }
        PoolWindow figures = PoolWindow.of(model, pool, longest.from, longest.to);
        if (figures.waits().p99() >= thresholds.saturatedWait().toNanos()) {
            findings.add(finding(pool, thresholds, now, windows, longest, figures, model.info().cpus()));
        }
    }

    /** A range of time that begins and ends with a saturated stretch. */
    private static final class Window {
        final long from;
        long to;
        long saturated;
        long longestStretch;

        Window(long from) {
            this.from = from;
            this.to = from;
        }

        /** Whether a stretch belongs to this window still. */
        boolean takes(long stretchFrom, long stretchTo, long pause, double fraction) {
            return stretchFrom - to <= pause
                    && (double) (saturated + stretchTo - stretchFrom) / (stretchTo - from) >= fraction;
        }

        void add(long stretchFrom, long stretchTo) {
            to = stretchTo;
            saturated += stretchTo - stretchFrom;
            longestStretch = Math.max(longestStretch, stretchTo - stretchFrom);
        }
    }

    private static List<Window> windows(Pool pool, Thresholds thresholds, long now) {
        List<Window> windows = new ArrayList<>();
        long pause = thresholds.saturatedWindow().toNanos();
        pool.saturations(0, now, (from, to) -> {
            Window last = windows.isEmpty() ? null : windows.getLast();
            if (last == null || !last.takes(from, to, pause, thresholds.saturatedFraction())) {
                last = new Window(from);
                windows.add(last);
            }
            last.add(from, to);
        });
        return windows;
    }

    private static Finding finding(Pool pool, Thresholds thresholds, long now, List<Window> windows, Window window,
            PoolWindow figures, int cpus) {
        double fraction = (double) window.saturated / (window.to - window.from);
        boolean ongoing = window.to >= now;
        boolean severe = ongoing && figures.waits().p99() >= LONG_WAIT * thresholds.saturatedWait().toNanos();
        Severity severity = severe || pool.rejected() > 0 ? Severity.CRITICAL : Severity.WARNING;
        String summary = "Pool " + pool.name() + (ongoing ? " is" : " was") + " saturated for "
                + Figures.percent(fraction)
                + " of " + Figures.duration(window.to - window.from) + ": "
                + (pool.max() == 1 ? "its only worker" : "all of " + pool.max() + " workers") + " busy, up to "
                + Figures.counted(figures.queuePeak(), "task") + " queued, which waited "
                + Figures.duration(figures.waits().p50())
                + " at the median and " + Figures.duration(figures.waits().p99()) + " at the 99th percentile"
                + (pool.rejected() > 0 ? "; " + Figures.counted(pool.rejected(), "task")
                        + (pool.rejected() == 1 ? " was" : " were") + " rejected" : "")
                + ".";
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("poolName", pool.name());
        evidence.put("saturatedFraction", fraction);
        evidence.put("longestStretchMs", Units.millis(window.longestStretch));
        evidence.put("ongoing", ongoing);
        evidence.put("workersMax", pool.max());
        if (pool.configuredMax() != pool.max()) {
            evidence.put("configuredMax", pool.configuredMax());
        }
        figures.evidence(evidence);
        if (pool.rejected() > 0) {
            evidence.put("rejected", pool.rejected());
        }
        evidence.put("windows", windows.size());
        List<Map<String, Object>> ranges = new ArrayList<>();
        for (Window each : windows.subList(Math.max(0, windows.size() - MOST_WINDOWS), windows.size())) {
            ranges.add(Map.of("fromMs", Units.millis(each.from), "toMs", Units.millis(each.to)));
        }
        evidence.put("ranges", ranges);
        return new Finding(KIND, "pool-" + pool.id(), severity, summary, figures.remedy(pool, cpus), pool.id(),
                List.of(),
                figures.threads(), window.from, window.to, List.of(), evidence);
    }
}
