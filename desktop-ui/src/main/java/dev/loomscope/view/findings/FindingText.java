package dev.loomscope.view.findings;

import java.util.List;
import java.util.stream.Collectors;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.insight.StackText;

/** A finding as somebody would paste it into a message. */
final class FindingText {
    private static final int MOST_TASKS = 10;

    private FindingText() {}

    static String of(Finding finding, FindingPlaces places) {
        StringBuilder text = new StringBuilder(finding.kind()).append(" (").append(finding.severity().label())
                .append(")\n").append(finding.summary()).append("\nWhat to do: ").append(finding.remedy())
                .append("\nWhen: ").append(when(finding, places)).append('\n');
        for (Evidence.Figure fact : Evidence.facts(finding)) {
            text.append(fact.name()).append(": ").append(fact.value()).append('\n');
        }
        List<Evidence.Figure> figures = Evidence.of(finding);
        if (!figures.isEmpty()) {
            text.append("Seen: ").append(figures.stream().map(figure -> figure.name() + " " + figure.value())
                    .collect(Collectors.joining(", "))).append('\n');
        }
        Evidence.chain(finding).forEach(line -> text.append("  ").append(line).append('\n'));
        if (!finding.tasks().isEmpty()) {
            text.append("Tasks: ").append(finding.tasks().stream().limit(MOST_TASKS)
                    .map(id -> ("#" + id + " " + places.taskName(id)).strip()).collect(Collectors.joining(", ")));
            int more = finding.tasks().size() - MOST_TASKS;
            text.append(more > 0 ? ", and " + more + " more\n" : "\n");
        }
        finding.stack().forEach(frame -> text.append('\t').append(StackText.line(frame)).append('\n'));
        return text.toString();
    }

    /** {@code 13.1 s from 7.063 s on}. */
    static String when(Finding finding, FindingPlaces places) {
        long length = finding.to() - finding.from();
        return length <= 0 ? "at " + places.moment(finding.from())
                : "for " + Figures.duration(length) + " from " + places.moment(finding.from());
    }
}
