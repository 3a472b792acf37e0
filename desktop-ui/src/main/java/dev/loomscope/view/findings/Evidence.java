package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;

/**
 * The figures behind a finding, in few words. How a value reads follows from its name, so that findings of any kind can be
 * shown: {@code ...Ms} is a duration, {@code ...Fraction} and {@code ...Share} are parts of a whole, {@code ...PerSecond} is a
 * rate.
 */
final class Evidence {
    private static final int MOST = 12;
    /** What stands elsewhere on a card. */
    private static final Set<String> ELSEWHERE = Set.of("taskClass", "tasks", "poolName", "holds", "distinctTops",
            "threads", "sinceMs", "seen", "samples", "sameTopSamples", "workers", "windows");

    /** What would not be understood by its name alone. */
    private static final Map<String, String> NAMES = Map.of("arrivalsPerSecond", "came in", "rushPerSecond",
            "came in at the rush", "waitingShare", "workers seen waiting",
            "workersMax", "workers at most", "stretches", "times", "live", "still running",
            "pinnedNow", "pinned now");

    /** Texts that are told, by their names. */
    private static final Map<String, String> TEXTS = Map.of("site", "Submitted at");

    private Evidence() {}

    /** A figure or a fact with its name. */
    record Figure(String name, String value) {}

    /** The figures of a finding; texts, lists and yes or no are left out, and so is what was not seen at all. */
    static List<Figure> of(Finding finding) {
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, Object> entry : finding.evidence().entrySet()) {
            if (figures.size() < MOST && !ELSEWHERE.contains(entry.getKey())
                    && entry.getValue() instanceof Number number && number.doubleValue() != 0) {
                figures.add(figure(entry.getKey(), number));
            }
        }
        return figures;
    }

    /** What is known in words, such as where the task was submitted. */
    static List<Figure> facts(Finding finding) {
        List<Figure> facts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : finding.evidence().entrySet()) {
            String name = TEXTS.get(entry.getKey());
            if (name != null && entry.getValue() instanceof String value && !value.isBlank()) {
                facts.add(new Figure(name, value));
            }
        }
        return facts;
    }

    /** Who waits for what, a step a line; empty where that is not what it is about. */
    static List<String> chain(Finding finding) {
        return finding.evidence().get("waits") instanceof List<?> lines
                ? lines.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Figure figure(String key, Number value) {
        double number = value.doubleValue();
        if (key.endsWith("Ms")) {
            return new Figure(words(key, "Ms"), Figures.duration(Math.round(number * 1e6)));
        }
        if (key.endsWith("Fraction")) {
            return new Figure(words(key, "Fraction"), Figures.percent(number));
        }
        if (key.endsWith("Share")) {
            return new Figure(words(key, "Share"), Figures.percent(number));
        }
        if (key.endsWith("PerSecond")) {
            return new Figure(words(key, "PerSecond"), plain(number) + "/s");
        }
        return new Figure(words(key, ""), plain(number));
    }

    private static String plain(double number) {
        return number == Math.rint(number) || Math.abs(number) >= 100 ? Figures.count(Math.round(number))
                : String.format(Locale.ROOT, "%.1f", number);
    }

    /** {@code waitP99Ms} without its unit is "wait p99". */
    private static String words(String key, String unit) {
        String name = NAMES.get(key);
        return name != null ? name
                : key.substring(0, key.length() - unit.length()).replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                        .toLowerCase(Locale.ROOT);
    }
}
