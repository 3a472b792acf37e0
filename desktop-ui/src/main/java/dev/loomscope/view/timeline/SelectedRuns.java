package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.loomscope.model.Lane;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;

/**
 * Finds and rings the runs of one task on the lanes in sight, and joins them where they go from lane to lane; or its life on a
 * row of its own.
 */
final class SelectedRuns {
    /** Spans looked at on a lane before the search gives up. */
    private static final int MOST_SPANS = 100_000;

    private record Run(LanesPainter.Bar bar, long start, long end) {}

    private final Surface surface;
    private final TimelineModel model;
    private final int task;

    SelectedRuns(Surface surface, TimelineModel model, int task) {
        this.surface = surface;
        this.model = model;
        this.task = task;
    }

    void paint(Pixels area, List<LanesPainter.Bar> bars) {
        List<Run> runs = find(bars);
        runs.sort(Comparator.comparingLong(Run::start));
        int accent = surface.palette().accent();
        Run before = null;
        for (Run run : runs) {
            if (before != null && !before.bar().equals(run.bar())) {
                area.line(x(area, before.end()), middle(before), x(area, run.start()), middle(run),
                        1.2 * surface.scale(), accent, 170);
            }
            before = run;
        }
        for (Run run : runs) {
            ring(area, run, accent);
        }
    }

    private List<Run> find(List<LanesPainter.Bar> bars) {
        List<Run> runs = new ArrayList<>();
        TaskTable tasks = model.session().tasks();
        boolean wanders = tasks.virtualThread(task) != 0;
        long from = Math.max(model.from(), tasks.started(task));
        long to = Math.min(model.to(), tasks.ended(task) < 0 ? model.session().now() : tasks.ended(task));
        Track own = model.arranged().tracks().of(task);
        for (LanesPainter.Bar bar : bars) {
            if (bar.track() instanceof TaskTrack && bar.track().equals(own)) {
                runs.add(new Run(bar, tasks.submitted(task), to));
            }
            if (!(bar.track() instanceof Lane lane) || (!wanders && lane.thread() != tasks.workerThread(task))) {
                continue;
            }
            if (!wanders) {
                runs.add(new Run(bar, tasks.started(task), to));
                continue;
            }
            int[] seen = {0};
            lane.spans(from, to, 0, (start, end, _, row) -> {
                if (row == task) {
                    runs.add(new Run(bar, start, end));
                }
                return ++seen[0] < MOST_SPANS;
            });
        }
        return runs;
    }

    private void ring(Pixels area, Run run, int accent) {
        double end = run.end() >= model.session().now() ? model.position() : run.end();
        double x0 = Math.max(x(area, run.start()), area.left - 20.0);
        double x1 = Math.min(x(area, end), area.right + 20.0);
        if (x1 < area.left || x0 > area.right) {
            return;
        }
        int grow = surface.px(1.5);
        int left = (int) Math.round(x0) - grow;
        int right = Math.max(left + surface.px(4), (int) Math.round(x1) + grow);
        area.strokeRound(left, run.bar().top() - grow, right, run.bar().bottom() + grow, 3 * surface.scale(),
                surface.px(1.5), accent, 256);
    }

    private double x(Pixels area, long time) {
        return x(area, (double) time);
    }

    private double x(Pixels area, double time) {
        return area.left + LanesPainter.timeX(surface, model, time);
    }

    private static double middle(Run run) {
        return (run.bar().top() + run.bar().bottom()) / 2.0;
    }
}
