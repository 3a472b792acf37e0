package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which columns the task table shows, in which order and how wide. Immutable; {@link #text} and {@link #parse} remember it. */
public record TaskColumns(List<Shown> order) {
    private static final double NARROWEST = 30;
    private static final double WIDEST = 2000;

    /** As it is before anybody changes it. */
    public static final TaskColumns FIRST = new TaskColumns(List.of());

    /**
     * One column in its place.
     *
     * @param width in px
     */
    public record Shown(TaskColumn column, double width, boolean visible) {}

    /** Columns that are missing come last, as they are at first; of a column that comes twice the first one counts. */
    public TaskColumns {
        List<Shown> all = new ArrayList<>();
        Set<TaskColumn> left = EnumSet.allOf(TaskColumn.class);
        for (Shown shown : order) {
            if (left.remove(shown.column())) {
                double width = Math.round(Math.clamp(shown.width(), NARROWEST, WIDEST));
                all.add(new Shown(shown.column(), width, shown.visible()));
            }
        }
        for (TaskColumn column : left) {
            all.add(new Shown(column, column.width(), true));
        }
        order = List.copyOf(all);
    }

    /** How wide a column is, in px. */
    double width(TaskColumn column) {
        return order.stream().filter(shown -> shown.column() == column).mapToDouble(Shown::width).findFirst()
                .orElse(column.width());
    }

    /** Whether somebody gave a column another width than its first one. */
    boolean isSet(TaskColumn column) {
        return width(column) != column.width();
    }

    /** In one line, such as {@code id=68 state=104 -kind=104}. */
    public String text() {
        return order.stream().map(shown -> (shown.visible() ? "" : "-") + shown.column().word() + "="
                + Math.round(shown.width())).collect(Collectors.joining(" "));
    }

    /** Reads what {@link #text} wrote; what is not understood is left out. */
    public static TaskColumns parse(String text) {
        List<Shown> order = new ArrayList<>();
        for (String part : text.split(" ", -1)) {
            boolean hidden = part.startsWith("-");
            int split = part.indexOf('=');
            if (split > 0) {
                String word = part.substring(hidden ? 1 : 0, split);
                TaskColumn.of(word).ifPresent(column -> {
                    try {
                        order.add(new Shown(column, Integer.parseInt(part.substring(split + 1)), !hidden));
                    } catch (NumberFormatException e) {
                        order.add(new Shown(column, column.width(), !hidden));
                    }
                });
            }
        }
        return new TaskColumns(order);
    }
}
