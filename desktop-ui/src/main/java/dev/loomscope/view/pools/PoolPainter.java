package dev.loomscope.view.pools;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Palette;

/** Paints what a pool went through, one chart a {@link Strip}. A column below 0 stands for no column under the pointer. */
final class PoolPainter {
    private final GraphicsContext g;
    private final Palette palette;
    private final PoolHistory history;
    private final int under;

    PoolPainter(GraphicsContext g, Palette palette, PoolHistory history, int under) {
        this.g = g;
        this.palette = palette;
        this.history = history;
        this.under = under;
    }

    void workers(Strip strip) {
        WorkerLoad load = history.load();
        String name = history.scheduler() ? "Carriers" : "Workers";
        List<Strip.Part> figures = new ArrayList<>();
        figures.add(new Strip.Part(palette.running(), "computing " + Figures.number(at(load.computing()))));
        figures.add(new Strip.Part(palette.waiting(), "waiting " + Figures.number(at(load.waiting()))));
        if (under < 0) {
            figures.add(new Strip.Part(0, "on average"));
            if (history.standIns() > 0) {
                figures.add(new Strip.Part(0, "up to " + history.standIns() + " stood in"));
            }
        }
        strip.title(g, palette, name, figures);
        for (PoolAxis stretch : history.saturated()) {
            double from = strip.left() + strip.width() * history.axis().partOf(stretch.from());
            double to = strip.left() + strip.width() * history.axis().partOf(stretch.to());
            g.setFill(Drawing.color(palette.blocked(), 0.17));
            g.fillRect(from, strip.groundTop(), Math.max(1, to - from), strip.room());
            g.setFill(Drawing.color(palette.blocked()));
            g.fillRect(from, strip.groundTop(), Math.max(1, to - from), 2);
        }
        double most = history.mostWorkers() * 1.12;
        for (int i = 0; i < PoolHistory.COLUMNS; i++) {
            g.setFill(Drawing.color(palette.running(), 0.9));
            strip.bar(g, i, PoolHistory.COLUMNS, 0, load.computing()[i] / most);
            g.setFill(Drawing.color(palette.waiting(), 0.9));
            strip.bar(g, i, PoolHistory.COLUMNS, load.computing()[i] / most, load.busy(i) / most);
        }
        if (history.isBounded()) {
            double y = strip.y(history.max() / most);
            strip.line(g, palette, y, true);
            strip.scale(g, palette, "max " + Figures.brief(history.max()), y);
        } else {
            strip.scale(g, palette, Figures.number(most), strip.groundTop());
        }
        strip.scale(g, palette, "0", strip.bottom());
    }

    void queue(Strip strip) {
        QueueOverTime queue = history.queue();
        int peak = queue.peak();
        String name = history.scheduler() ? "Runnable, without a carrier" : "Queue";
        String figure = peak == 0 ? "always empty"
                : under < 0 ? "peak " + Figures.count(peak) : Figures.count(queue.most()[under]);
        strip.title(g, palette, name, List.of(new Strip.Part(palette.runnable(), figure)));
        g.setFill(Drawing.color(palette.runnable(), 0.9));
        for (int i = 0; i < PoolHistory.COLUMNS; i++) {
            strip.bar(g, i, PoolHistory.COLUMNS, 0, peak == 0 ? 0 : (double) queue.most()[i] / peak);
        }
        strip.scale(g, palette, Figures.brief(Math.max(1, peak)), strip.groundTop());
        strip.scale(g, palette, "0", strip.bottom());
    }

    /** On a logarithmic scale: a queue makes waits a thousand times as long. */
    void waits(Strip strip) {
        WaitsOverTime waits = history.waits();
        long peak = waits.peak();
        String some = waits.whole() ? "" : "   newest tasks only";
        strip.title(g, palette, "Waited before running",
                List.of(new Strip.Part(palette.runnable(), figures(waits, peak) + some)));
        if (peak < 0) {
            return;
        }
        double high = Math.max(4, Math.ceil(Math.log10((double) Math.max(10, peak))));
        double low = Math.min(high - 2, floor(waits));
        for (double power = low + 1; power < high; power++) {
            strip.line(g, palette, strip.y((power - low) / (high - low)), false);
        }
        for (int i = 0; i < PoolHistory.COLUMNS; i++) {
            if (waits.p99()[i] >= 0) {
                double middle = share(waits.p50()[i], low, high);
                double top = share(waits.p99()[i], low, high);
                g.setFill(Drawing.color(palette.runnable(), 0.32));
                strip.bar(g, i, PoolHistory.COLUMNS, middle, top);
                g.setFill(Drawing.color(palette.runnable()));
                strip.bar(g, i, PoolHistory.COLUMNS, Math.max(0, middle - 0.02), Math.max(0.02, middle));
                strip.bar(g, i, PoolHistory.COLUMNS, Math.max(0, top - 0.02), Math.max(0.02, top));
            }
        }
        for (double power = low; power <= high; power += Math.max(1, Math.ceil((high - low) / 3))) {
            strip.scale(g, palette, decade((long) Math.pow(10, power)), strip.y((power - low) / (high - low)));
        }
    }

    private String figures(WaitsOverTime waits, long peak) {
        if (under >= 0) {
            return waits.p99()[under] < 0 ? "none began" : "p50 " + Figures.duration(waits.p50()[under]) + "   p99 "
                    + Figures.duration(waits.p99()[under]);
        }
        return peak < 0 ? "none began" : "p50 and p99, up to " + Figures.duration(peak);
    }

    private static double floor(WaitsOverTime waits) {
        long least = Long.MAX_VALUE;
        for (long wait : waits.p50()) {
            least = wait < 0 ? least : Math.min(least, wait);
        }
        return Math.floor(Math.log10((double) Math.max(1000, least)));
    }

    private static double share(long wait, double low, double high) {
        return Math.clamp((Math.log10((double) Math.max(1, wait)) - low) / (high - low), 0, 1);
    }

    private static String decade(long ns) {
        return ns < 1_000_000 ? ns / 1000 + " µs" : ns < 1_000_000_000 ? ns / 1_000_000 + " ms"
                : ns / 1_000_000_000 + " s";
    }

    void flow(Strip strip) {
        FlowOverTime flow = history.flow();
        double peak = Math.max(1, Math.max(FlowOverTime.peak(flow.ended()), FlowOverTime.peak(flow.failed())));
        boolean fails = FlowOverTime.peak(flow.failed()) > 0;
        List<Strip.Part> figures = new ArrayList<>();
        figures.add(new Strip.Part(palette.running(), Figures.number(at(flow.ended())) + "/s"));
        if (fails) {
            figures.add(
                    new Strip.Part(palette.failed(), "failed or refused " + Figures.number(at(flow.failed())) + "/s"));
        }
        if (under < 0) {
            figures.add(new Strip.Part(0, "on average"));
        }
        strip.title(g, palette, "Ended a second", figures);
        for (int i = 0; i < PoolHistory.COLUMNS; i++) {
            g.setFill(Drawing.color(palette.running(), 0.9));
            strip.bar(g, i, PoolHistory.COLUMNS, 0, flow.ended()[i] / peak / 1.15);
            if (flow.failed()[i] > 0) {
                g.setFill(Drawing.color(palette.failed()));
                strip.bar(g, i, PoolHistory.COLUMNS, 0, Math.max(0.04, flow.failed()[i] / peak / 1.15));
                mark(strip.x(i, PoolHistory.COLUMNS) + strip.width() / PoolHistory.COLUMNS / 2, strip.groundTop() + 2);
            }
        }
        strip.scale(g, palette, Figures.brief(Math.round(peak)) + "/s", strip.groundTop());
        strip.scale(g, palette, "0", strip.bottom());
    }

    /** A triangle: what failed is told by its form too. */
    private void mark(double x, double y) {
        g.fillPolygon(new double[] {x - 3, x + 3, x}, new double[] {y + 5, y + 5, y}, 3);
    }

    /** The value under the pointer, or the mean where it is elsewhere. */
    private double at(double[] values) {
        return under < 0 ? FlowOverTime.mean(values) : values[under];
    }
}
