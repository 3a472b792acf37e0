package dev.loomscope.view.theme;

import java.util.function.ToIntFunction;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/** A small line of shares between 0 and 1 over time, with ticks above where something was full. */
public final class Sparkline extends Drawing {
    private final ToIntFunction<Palette> ink;
    private double[] values = new double[0];
    private boolean[] ticks = new boolean[0];

    /** @param ink which colour the line has */
    public Sparkline(ToIntFunction<Palette> ink) {
        this.ink = ink;
        setMinSize(20, 10);
    }

    /**
     * Shows other values.
     *
     * @param values shares, oldest first; NaN where nothing is known
     * @param ticks where there is a tick above, as many as values; empty for none
     */
    public void show(double[] values, boolean[] ticks) {
        this.values = values.clone();
        this.ticks = ticks.clone();
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        int count = values.length;
        if (count < 2) {
            return;
        }
        int color = ink.applyAsInt(palette);
        double top = ticks.length > 0 ? 5 : 1;
        double scale = height - top - 1.5;
        double step = width / (count - 1);
        g.setStroke(color(color));
        g.setLineWidth(1.4);
        g.setFill(new LinearGradient(0, 0, 0, height, false, CycleMethod.NO_CYCLE,
                new Stop(0, color(color, 0.30)), new Stop(1, color(color, 0.02))));
        int from = 0;
        while (from < count) {
            while (from < count && Double.isNaN(values[from])) {
                from++;
            }
            int to = from;
            while (to < count && !Double.isNaN(values[to])) {
                to++;
            }
            if (to - from > 1) {
                line(g, from, to, step, top, scale, height);
            }
            from = to;
        }
        g.setFill(color(palette.blocked()));
        for (int i = 0; i < ticks.length; i++) {
            if (ticks[i]) {
                g.fillRect(Math.max(0, i * step - step / 2), 0, Math.max(step, 2), 2);
            }
        }
    }

    private void line(GraphicsContext g, int from, int to, double step, double top, double scale, double height) {
        g.beginPath();
        g.moveTo(from * step, height);
        for (int i = from; i < to; i++) {
            g.lineTo(i * step, y(i, top, scale));
        }
        g.lineTo((to - 1) * step, height);
        g.closePath();
        g.fill();
        g.beginPath();
        g.moveTo(from * step, y(from, top, scale));
        for (int i = from + 1; i < to; i++) {
            g.lineTo(i * step, y(i, top, scale));
        }
        g.stroke();
    }

    private double y(int i, double top, double scale) {
        return top + (1 - Math.clamp(values[i], 0, 1)) * scale;
    }
}
