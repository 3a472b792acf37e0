package dev.loomscope.view.pools;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import dev.loomscope.model.Pool;
import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Figures;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/**
 * A pool over time: the workers that run against the most there may be, in the upper part, and the queue below it, which has
 * a scale of its own. Where the pool was saturated, the ground is tinted.
 */
final class PoolChart extends Drawing {
    private static final double GAP = 8;

    private final Font font = Font.font(Fonts.MONO, 9.5);
    private @Nullable PoolFigures figures;

    PoolChart() {
        setMinHeight(110);
        setPrefHeight(124);
    }

    void show(PoolFigures next) {
        figures = next;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        PoolFigures pool = figures;
        double upper = Math.floor((height - GAP) * 0.58);
        g.setFill(color(palette.window()));
        g.fillRoundRect(0, 0, width, upper, 6, 6);
        g.fillRoundRect(0, upper + GAP, width, height - upper - GAP, 6, 6);
        if (pool == null || pool.to() <= pool.from()) {
            return;
        }
        int columns = (int) width;
        Columns points = Columns.of(pool.series(), pool.from(), pool.to(), columns);
        int peak = Math.max(1, points.peakWorkers());
        int queuePeak = points.peakQueue();
        g.setFill(color(palette.blocked(), 0.16));
        for (int x = 0; x < columns; x++) {
            if (points.saturated(x)) {
                g.fillRect(x, 0, 1, upper);
            }
        }
        double top = 6;
        double room = upper - top - 1;
        g.setFill(color(palette.running(), 0.85));
        for (int x = 0; x < columns; x++) {
            if (points.active(x) > 0) {
                double bar = Math.max(1, room * points.active(x) / peak);
                g.fillRect(x, upper - bar, 1, bar);
            }
        }
        if (points.max() > 0 && points.max() != Pool.UNBOUNDED) {
            double y = Math.floor(upper - room * points.max() / peak) + 0.5;
            g.setStroke(color(palette.textMuted(), 0.8));
            g.setLineWidth(1);
            g.setLineDashes(4, 3);
            g.strokeLine(0, y, width, y);
            g.setLineDashes();
        }
        double floor = height;
        double lower = height - upper - GAP - 4;
        g.setFill(color(palette.runnable(), 0.85));
        for (int x = 0; x < columns; x++) {
            if (points.queue(x) > 0) {
                double bar = Math.max(1, lower * points.queue(x) / queuePeak);
                g.fillRect(x, floor - bar, 1, bar);
            }
        }
        g.setFont(font);
        label(g, palette,
                "workers " + (points.max() == Pool.UNBOUNDED ? Figures.count(peak) : Figures.count(points.max())),
                5, 4);
        label(g, palette, queuePeak == 0 ? "queue empty" : "queue " + Figures.brief(queuePeak), 5, upper + GAP + 4);
        String span = Figures.clock(pool.to() - pool.from() + 500_000_000L);
        g.setTextAlign(TextAlignment.RIGHT);
        label(g, palette, "last " + span, width - 5, 4);
    }

    private static void label(GraphicsContext g, Palette palette, String text, double x, double y) {
        g.setTextBaseline(VPos.TOP);
        g.setFill(color(palette.window(), 0.86));
        double width = text.length() * 5.8 + 4;
        g.fillRoundRect(g.getTextAlign() == TextAlignment.RIGHT ? x - width + 2 : x - 2, y - 1, width, 13, 4, 4);
        g.setFill(color(palette.textMuted()));
        g.fillText(text, x, y);
    }
}
