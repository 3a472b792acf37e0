package dev.loomscope.view.theme;

import javafx.scene.canvas.GraphicsContext;

/**
 * A bar whose parts are the parts of a whole: busy, scheduled, and what is left; the part of busy in which the thread was held
 * without computing has the colour of waiting.
 */
public final class SharesBar extends Drawing {
    private static final double THICKNESS = 7;

    private double computing;
    private double busy;
    private double scheduled;
    private boolean known;

    public SharesBar() {
        setMinHeight(THICKNESS);
        setPrefHeight(THICKNESS);
        setMaxHeight(Double.MAX_VALUE);
    }

    /**
     * Shows a task's times, in any unit; a total of 0 shows the empty bar.
     *
     * @param blockedTime part of {@code busyTime}
     */
    public void show(long busyTime, long blockedTime, long scheduledTime, long total) {
        double nextComputing = total <= 0 ? 0 : Math.clamp((double) (busyTime - blockedTime) / total, 0, 1);
        double nextBusy = total <= 0 ? 0 : Math.clamp((double) busyTime / total, 0, 1);
        double nextScheduled = total <= 0 ? 0 : Math.clamp((double) scheduledTime / total, 0, 1 - nextBusy);
        if (!known || Math.abs(nextComputing - computing) > 1e-4 || Math.abs(nextBusy - busy) > 1e-4
                || Math.abs(nextScheduled - scheduled) > 1e-4) {
            known = true;
            computing = nextComputing;
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
        double computingEnd = edge(computing, width);
        double busyEnd = edge(busy, width);
        part(g, busyEnd, edge(busy + scheduled, width), y, palette.runnable());
        part(g, computingEnd, busyEnd, y, palette.waiting());
        part(g, 0, computingEnd, y, palette.running());
    }

    private static void part(GraphicsContext g, double from, double to, double y, int color) {
        if (to > from) {
            g.setFill(color(color));
            g.fillRoundRect(from, y, to - from, THICKNESS, 3, 3);
        }
    }

    /** A share too small to see still gets a pixel. */
    private static double edge(double share, double width) {
        return share <= 0 ? 0 : Math.max(1, share * width);
    }
}
