package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.GcPause;
import dev.loomscope.model.Lane;
import dev.loomscope.model.Loss;
import dev.loomscope.model.Names;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.model.Pin;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer is on, in words and figures: a task's run, a pool at that time, the end of a link, or time of which less is
 * known.
 *
 * @param state what it does, empty where there is nothing to say
 * @param hue the state that {@code state} is coloured by, null for none
 * @param finding what is wrong there, empty where nothing is
 */
record HoverFacts(String title, String state, @Nullable SpanState hue, List<Fact> facts, String finding) {
    /** A line of the card. */
    record Fact(String name, String value) {}

    /** All of it, a line each. */
    String text() {
        return Stream.concat(Stream.of(title, state), Stream.concat(
                facts.stream().map(fact -> fact.name() + ": " + fact.value()), Stream.of(finding)))
                .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    static @Nullable HoverFacts of(Hover hover, TimelineModel model) {
        return new Builder(model, hover).build();
    }

    private static final class Builder {
        private final TimelineModel model;
        private final SessionModel session;
        private final Hover hover;
        private final List<Fact> facts = new ArrayList<>();
        private String title = "";
        private String state = "";
        private @Nullable SpanState hue;

        Builder(TimelineModel model, Hover hover) {
            this.model = model;
            this.session = model.session();
            this.hover = hover;
        }

        @Nullable
        HoverFacts build() {
            Rows.Row row = hover.row();
            if (hover.link() != null) {
                link(hover.link());
            } else if (hover.span() != null) {
                run(hover.span());
            } else if (row != null && row.track() == null) {
                pool(row.group().pool());
                if (title.isEmpty() && row.group() instanceof PackedGroup group) {
                    tasks(group);
                }
            } else if (row != null) {
                counted(row.group().pool());
            }
            pause();
            loss();
            Mark mark = hover.mark();
            return title.isEmpty()
                    ? null
                    : new HoverFacts(title, state, hue, List.copyOf(facts),
                            mark == null ? "" : mark.finding().summary());
        }

        private void fact(String name, String value) {
            facts.add(new Fact(name, value));
        }

        private void link(Link link) {
            TaskTable tasks = session.tasks();
            title = tasks.name(link.other());
            state = switch (link.kind()) {
                case SUBMIT -> "Submitted the selected task here";
                case WAKE -> "Woke the selected task here";
                case WAIT -> "The selected task waits for this one";
            };
            fact("Task", "#" + tasks.id(link.other()) + "  " + tasks.kind(link.other()).label());
            if (link.kind() != Link.Kind.WAIT) {
                fact("Until it ran", Figures.duration(Math.max(0, link.toTime() - link.fromTime())));
            }
            fact("Click", "goes there");
        }

        private void run(Hover.Span span) {
            TaskTable tasks = session.tasks();
            int row = span.taskRow();
            boolean known = row >= 0 && tasks.known(row);
            title = known ? tasks.name(row) : "Task no longer remembered";
            long end = span.open() ? Math.max(span.start(), (long) model.position()) : span.end();
            state = StateWords.of(span.state()) + " for " + Figures.duration(end - span.start())
                    + (span.open() ? ", goes on" : "");
            hue = span.state();
            if (span.isLife()) {
                state = "Alive for " + Figures.duration(end - span.start()) + (span.open() ? ", goes on" : "");
                hue = null;
            }
            fact("Began", model.moments().of(span.start(),
                    Math.clamp((long) model.viewport().nsPerPixel(), 1, Durations.MILLI)));
            if (known) {
                task(tasks, row);
                pinned(row);
            }
            if (span.track() instanceof Lane lane) {
                fact(lane.kind() == Lane.Kind.CARRIER ? "Carrier" : "Thread", lane.name());
            } else if (known && tasks.virtualThread(row) == 0) {
                Lane worker = session.lanes().ofThread(tasks.workerThread(row));
                fact("Thread", worker == null ? "none yet" : worker.name());
            }
            if (span.folded() > 1) {
                fact("Here", Figures.count(span.folded()) + " spans folded into this pixel");
            }
        }

        private void task(TaskTable tasks, int row) {
            Names names = session.names();
            long now = session.now();
            fact("Task", "#" + tasks.id(row) + "  " + tasks.kind(row).label());
            fact("Busy", Figures.duration(tasks.busy(row, now)) + " of " + Figures.duration(tasks.total(row, now)));
            if (tasks.started(row) >= 0 && !tasks.adopted(row)) {
                fact("Waited to start", Figures.duration(Math.max(0, tasks.started(row) - tasks.submitted(row))));
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

        private void pinned(int row) {
            for (Pin pin : session.facts().pins(row)) {
                long length = pin.length(session.now());
                if (hover.time() >= pin.from() && hover.time() <= (double) pin.from() + length) {
                    fact("Pinned", "for " + Figures.duration(length) + " " + pin.reason().words());
                }
            }
        }

        private void counted(int id) {
            Pool pool = session.pool(id).orElse(null);
            CountedStretch stretch = pool == null ? null : CountedTime.at(session, pool, hover.time());
            if (stretch == null) {
                return;
            }
            long length = Math.max(1, stretch.length(session.now()));
            title = "Counted, not drawn";
            state = "Too many at once to follow each";
            fact("What", "all " + stretch.family().words());
            fact("For", Figures.duration(length) + (stretch.to() < 0 ? ", goes on" : ""));
            fact("Submitted", Figures.count(stretch.submitted()));
            fact("Runs", Figures.count(stretch.started()) + ", "
                    + Figures.brief(Math.round(stretch.started() * 1e9 / length)) + " a second");
            fact("Ended", Figures.count(stretch.ended())
                    + (stretch.failed() > 0 ? ", " + Figures.count(stretch.failed()) + " failed" : ""));
        }

        private void pool(int id) {
            Pool pool = session.pool(id).orElse(null);
            if (pool == null || hover.time() > model.position()) {
                return;
            }
            PoolSeries series = pool.series();
            int at = Math.min(series.indexAt((long) hover.time() + 1), series.size()) - 1;
            if (at < series.oldest() || at < 0) {
                return;
            }
            title = pool.name();
            int bound = series.max(at);
            fact("Busy", series.active(at) + " of " + (Pool.isBound(bound) ? bound : series.size(at)));
            fact(id == Pool.SCHEDULER ? "Runnable" : "Queued", Figures.count(series.queue(at)));
            fact("Longest queue", Figures.count(pool.queuePeak()));
            fact("Saturated", Figures.percent(pool.saturatedFraction()) + " of its life");
            if (pool.waits().count() > 0) {
                fact("Waited to start", "p50 " + Figures.duration(pool.waits().p50()) + "   p99 "
                        + Figures.duration(pool.waits().p99()));
            }
        }

        private void tasks(PackedGroup group) {
            if (hover.time() > model.position()) {
                return;
            }
            float[] alive = new float[1];
            long at = (long) hover.time();
            group.alive(at, model.viewport().nsPerPixel(), 1, alive);
            title = group.name();
            fact("Alive here", Figures.count(Math.round(alive[0])));
            fact("Tasks", Figures.count(group.tasks()));
            fact("Rows", Figures.count(group.tracks().size()));
        }

        /** A collection is said with what else is there; alone only where it stopped everything. */
        private void pause() {
            GcPause gc = PausePainter.at(model, hover.time());
            boolean alone = title.isEmpty();
            if (gc == null || (alone && !gc.stopsAll())) {
                return;
            }
            fact(gc.stopsAll() ? "GC pause" : "GC beside", gc.name() + ", " + Figures.duration(gc.to() - gc.from()));
            if (alone) {
                title = "All threads stopped";
                fact("Because", gc.cause().isEmpty() ? "unknown" : gc.cause());
                fact("Freed", Figures.bytes(Math.max(0, gc.freedBytes())));
            }
        }

        private void loss() {
            double slack = 2 * model.viewport().nsPerPixel();
            for (Loss loss : session.losses()) {
                if (hover.time() >= loss.from() - slack && hover.time() <= loss.to() + slack) {
                    if (title.isEmpty()) {
                        title = "Events were lost";
                        state = "What happened here is not all drawn";
                    }
                    fact("Lost", Figures.counted(loss.count(), "event") + LostTime.of(loss.category()) + " in "
                            + Figures.duration(loss.to() - loss.from()));
                    return;
                }
            }
        }

        /** The method and the line, without the package. */
        private static String shortSite(String site) {
            int parenthesis = site.indexOf('(');
            int method = site.lastIndexOf('.', parenthesis < 0 ? site.length() - 1 : parenthesis);
            int type = method < 0 ? -1 : site.lastIndexOf('.', method - 1);
            return site.substring(type + 1);
        }
    }
}
