package dev.loomscope.view.theme;

import javafx.scene.canvas.GraphicsContext;

/** A bar whose parts are the parts of a whole: busy, scheduled, and what is left. */
public final class SharesBar extends Drawing {
    private static final double THICKNESS = 7;

    private double busy;
    private double scheduled;
    private boolean known;

    public SharesBar() {
        setMinHeight(THICKNESS);
        setPrefHeight(THICKNESS);
        setMaxHeight(Double.MAX_VALUE);
    }

    /** Shows a task's times, in any unit; a total of 0 shows the empty bar. */
    public void show(long busyTime, long scheduledTime, long total) {
        double nextBusy = total <= 0 ? 0 : Math.clamp((double) busyTime / total, 0, 1);
        double nextScheduled = total <= 0 ? 0 : Math.clamp((double) scheduledTime / total, 0, 1 - nextBusy);
        if (!known || Math.abs(nextBusy - busy) > 1e-4 || Math.abs(nextScheduled - scheduled) > 1e-4) {
            known = true;
            busy = nextBusy;
            scheduled = nextScheduled;
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        double y = Math.floor((height - THICKNESS) / 2);
        g.setFill(color(palette.border()));
        g.fillRoundRect(0, y, width, THICKNESS, 4, 4);
        double busyEnd = edge(busy, width);
        double scheduledEnd = edge(busy + scheduled, width);
        if (scheduledEnd > busyEnd) {
            g.setFill(color(palette.runnable()));
            g.fillRoundRect(busyEnd, y, scheduledEnd - busyEnd, THICKNESS, 3, 3);
        }
        if (busyEnd > 0) {
            g.setFill(color(palette.running()));
            g.fillRoundRect(0, y, busyEnd, THICKNESS, 3, 3);
        }
    }

    /** A share too small to see still gets a pixel. */
    private static double edge(double share, double width) {
        return share <= 0 ? 0 : Math.max(1, share * width);
    }
}
