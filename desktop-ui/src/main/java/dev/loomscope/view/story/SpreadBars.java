package dev.loomscope.view.story;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;

import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Palette;

/** Durations in buckets as small bars; where p50 and p99 lie is told from the others. */
final class SpreadBars extends Drawing {
    private static final double HEIGHT = 34;
    private static final double WIDEST = 22;

    private Spread spread = new Spread("", 0, List.of(), 0, 0, 0, 0);

    private boolean ofWaits;

    SpreadBars() {
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /** @param waits whether they are of time off its thread, not on it */
    void show(Spread next, boolean waits) {
        if (!next.equals(spread) || waits != ofWaits) {
            spread = next;
            ofWaits = waits;
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        List<Integer> counts = spread.counts();
        if (counts.isEmpty()) {
            return;
        }
        double step = Math.min(WIDEST, width / counts.size());
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
        g.setFill(color(palette.border()));
        g.fillRect(0, height - 1, step * counts.size(), 1);
        for (int i = 0; i < counts.size(); i++) {
            int count = counts.get(i);
            if (count > 0) {
                // A rare long one must be seen beside thousands of short ones.
                double bar = Math.max(2, (height - 2) * Math.log1p(count) / Math.log1p(most));
                boolean beyond = spread.end(i) > spread.p99() && i > 0 && spread.end(i - 1) >= spread.p99();
                g.setFill(color(beyond ? palette.runnable() : ofWaits ? palette.waiting() : palette.running()));
                g.fillRect(Math.rint(i * step), height - 1 - bar, Math.max(1, Math.rint(step) - 2), bar);
            }
        }
    }
}
