package dev.loomscope.view.timeline;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.GcPause;
import dev.loomscope.model.Lane;
import dev.loomscope.model.Names;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/** What the pointer is on, in words and figures: a task's run, or a pool at that time. */
final class HoverCard extends VBox {
    private static final double WIDEST = 380;

    private final Palette palette;
    private final Label title = new Label();
    private final Label state = new Label();
    private final GridPane facts = new GridPane();
    private final Label finding = new Label();
    private int line;

    HoverCard(Palette palette) {
        super(4);
        this.palette = palette;
        setMouseTransparent(true);
        setManaged(false);
        setVisible(false);
        setPadding(new Insets(9, 12, 10, 12));
        setMaxWidth(WIDEST);
        getStyleClass().add("hover-card");
        setStyle("-fx-background-color: " + Palette.web(palette.borderStrong()) + ", " + Palette.web(palette.raised())
                + "; -fx-background-insets: 0, 1; -fx-background-radius: 8, 7;");
        title.setStyle(font(Fonts.STRONG, 12.5, palette.text()));
        finding.setWrapText(true);
        finding.setMaxWidth(WIDEST - 24);
        finding.setStyle(font(Fonts.TEXT, 11.5, palette.blocked()));
        facts.setHgap(14);
        facts.setVgap(2);
        getChildren().addAll(title, state, facts, finding);
    }

    /** Shows what is there, or nothing. */
    boolean show(@Nullable Hover hover, TimelineModel model) {
        facts.getChildren().clear();
        line = 0;
        boolean something = false;
        if (hover != null && hover.link() != null) {
            showLink(hover.link(), model);
            something = true;
        } else if (hover != null && hover.span() != null) {
            showRun(hover.span(), model);
            something = true;
        } else if (hover != null && hover.row() != null && hover.row().track() == null) {
            something = showPool(hover.row().group().pool(), hover.time(), model);
        } else if (hover != null && hover.row() != null) {
            something = showCounted(hover.row().group().pool(), hover.time(), model);
        }
        something |= hover != null && showPause(hover.time(), model, something);
        Mark mark = hover == null ? null : hover.mark();
        finding.setManaged(mark != null);
        finding.setVisible(mark != null);
        if (mark != null) {
            finding.setText(mark.finding().summary());
        }
        return something;
    }

    private void showLink(Link link, TimelineModel model) {
        TaskTable tasks = model.session().tasks();
        title.setText(tasks.name(link.other()));
        state.setManaged(true);
        state.setVisible(true);
        state.setText(switch (link.kind()) {
            case SUBMIT -> "Submitted the selected task here";
            case WAKE -> "Woke the selected task here";
            case WAIT -> "The selected task waits for this one";
        });
        state.setStyle(font(Fonts.STRONG, 11.5, palette.textMuted()));
        fact("Task", "#" + tasks.id(link.other()) + "  " + tasks.kind(link.other()).label());
        if (link.kind() != Link.Kind.WAIT) {
            fact("Until it ran", Figures.duration(Math.max(0, link.toTime() - link.fromTime())));
        }
        fact("Click", "goes there");
    }

    private void showRun(Hover.Span span, TimelineModel model) {
        SessionModel session = model.session();
        TaskTable tasks = session.tasks();
        Names names = session.names();
        int row = span.taskRow();
        boolean known = row >= 0 && tasks.known(row);
        title.setText(known ? tasks.name(row) : "Task no longer remembered");
        long now = session.now();
        long end = span.open() ? Math.max(span.start(), (long) model.position()) : span.end();
        stateLine(StateWords.of(span.state()) + " for " + Figures.duration(end - span.start())
                + (span.open() ? ", goes on" : ""), span);
        if (known) {
            long waited = tasks.started(row) - tasks.submitted(row);
            fact("Task", "#" + tasks.id(row) + "  " + tasks.kind(row).label());
            fact("Busy", Figures.duration(tasks.busy(row, now)) + " of " + Figures.duration(tasks.total(row, now)));
            if (tasks.started(row) >= 0 && !tasks.adopted(row)) {
                fact("Waited to start", Figures.duration(Math.max(0, waited)));
            }
            if (tasks.polls(row) > 1) {
                fact("Polls", Figures.count(tasks.polls(row)));
            }
            if (tasks.exceptionClass(row) != 0) {
                fact("Failed with", names.simpleClassName(tasks.exceptionClass(row)));
            }
            if (tasks.site(row) != 0) {
                fact("Site", shortSite(names.site(tasks.site(row))));
            }
        }
        if (span.track() instanceof Lane lane) {
            fact(lane.kind() == Lane.Kind.CARRIER ? "Carrier" : "Thread", lane.name());
        }
        if (span.folded() > 1) {
            fact("Here", Figures.count(span.folded()) + " spans folded into this pixel");
        }
    }

    private boolean showCounted(int id, double time, TimelineModel model) {
        Pool pool = HeaderPainter.poolOf(model, id);
        CountedStretch stretch = pool == null ? null : CountedTime.at(model.session(), pool, time);
        if (stretch == null) {
            return false;
        }
        long length = Math.max(1, stretch.length(model.session().now()));
        title.setText("Counted, not drawn");
        state.setManaged(true);
        state.setVisible(true);
        state.setText("Too many at once to follow each");
        state.setStyle(font(Fonts.STRONG, 11.5, palette.textMuted()));
        fact("What", "all " + stretch.family().words());
        fact("For", Figures.duration(length) + (stretch.to() < 0 ? ", goes on" : ""));
        fact("Submitted", Figures.count(stretch.submitted()));
        fact("Runs",
                Figures.count(stretch.started()) + ", " + Figures.brief(Math.round(stretch.started() * 1e9 / length))
                        + " a second");
        fact("Ended", Figures.count(stretch.ended())
                + (stretch.failed() > 0 ? ", " + Figures.count(stretch.failed()) + " failed" : ""));
        return true;
    }

    /** A collection under the pointer is said with what else is there; alone only where it stopped everything. */
    private boolean showPause(double time, TimelineModel model, boolean besides) {
        GcPause gc = PausePainter.at(model, time);
        if (gc == null || (!besides && !gc.stopsAll())) {
            return false;
        }
        if (!besides) {
            title.setText("All threads stopped");
            state.setManaged(false);
            state.setVisible(false);
        }
        fact(gc.stopsAll() ? "GC pause" : "GC beside", gc.name() + ", " + Figures.duration(gc.to() - gc.from()));
        if (!besides) {
            fact("Because", gc.cause().isEmpty() ? "unknown" : gc.cause());
            fact("Freed", Figures.bytes(Math.max(0, gc.freedBytes())));
        }
        return true;
    }

    private boolean showPool(int id, double time, TimelineModel model) {
        Pool pool = HeaderPainter.poolOf(model, id);
        if (pool == null || time > model.position()) {
            return false;
        }
        PoolSeries series = pool.series();
        int at = Math.min(series.indexAt((long) time + 1), series.size()) - 1;
        if (at < series.oldest() || at < 0) {
            return false;
        }
        title.setText(pool.name());
        state.setManaged(false);
        state.setVisible(false);
        int bound = series.max(at);
        fact("Busy", series.active(at) + " of " + (bound > 0 && bound != Pool.UNBOUNDED ? bound : series.size(at)));
        fact(id == Pool.SCHEDULER ? "Runnable" : "Queued", Figures.count(series.queue(at)));
        fact("Longest queue", Figures.count(pool.queuePeak()));
        fact("Saturated", Figures.percent(pool.saturatedFraction()) + " of its life");
        if (pool.waits().count() > 0) {
            fact("Waited to start", "p50 " + Figures.duration(pool.waits().p50()) + "   p99 "
                    + Figures.duration(pool.waits().p99()));
        }
        return true;
    }

    private void stateLine(String text, Hover.Span span) {
        int hue = switch (span.state()) {
            case RUNNING -> palette.running();
            case WAITING -> palette.waiting();
            case BLOCKED -> palette.blocked();
            case FAILED -> palette.failed();
            case SCHEDULED -> palette.runnable();
        };
        state.setManaged(true);
        state.setVisible(true);
        state.setText(text);
        state.setStyle(font(Fonts.STRONG, 11.5, Palette.mix(hue, palette.text(), 0.15)));
    }

    private void fact(String name, String value) {
        Label key = new Label(name);
        key.setMinWidth(84);
        key.setStyle(font(Fonts.TEXT, 11, palette.textFaint()));
        Label text = new Label(value);
        text.setMaxWidth(WIDEST - 130);
        text.setStyle(font(Fonts.MONO, 11, palette.textMuted()));
        facts.addRow(line++, key, text);
    }

    /** The method and the line, without the package. */
    private static String shortSite(String site) {
        int parenthesis = site.indexOf('(');
        int method = site.lastIndexOf('.', parenthesis < 0 ? site.length() - 1 : parenthesis);
        int type = method < 0 ? -1 : site.lastIndexOf('.', method - 1);
        return site.substring(type + 1);
    }

    static String font(String family, double size, int color) {
        return "-fx-font-family: \"" + family + "\"; -fx-font-size: " + size + "px; -fx-text-fill: "
                + Palette.web(color) + ";";
    }
}
