package dev.loomscope.view.pools;

import java.util.function.LongConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.timeline.ShownTime;
import dev.loomscope.view.timeline.TimeScale;
import org.jspecify.annotations.Nullable;

/**
 * A pool over time: workers, queue, waits and throughput below each other on one axis. A line under the pointer, or moved by
 * the arrow keys, reads all of them at one time; a click or Enter goes to that time.
 */
final class PoolCharts extends Drawing {
    private static final double LEFT = 56;
    private static final double RIGHT = 2;
    private static final double AXIS = 22;
    private static final double GAP = 8;
    /** Higher charts tell no more. */
    private static final double MOST_HEIGHT = 820;
    /** How much of the height each chart gets. */
    private static final double[] PARTS = {0.34, 0.18, 0.26, 0.22};

    private final LongConsumer go;
    private final ObservableValue<Moments> moments;
    private final Font font = Font.font(Fonts.MONO, 10.5);
    private @Nullable PoolHistory history;
    /** The part of the axis that is read, below 0 for none. */
    private double reading = -1;

    /**
     * @param go shows a time, in ns since the epoch
     * @param moments how times are written
     */
    PoolCharts(LongConsumer go, ObservableValue<Moments> moments) {
        this.go = go;
        this.moments = moments;
        setId("pool-charts");
        setMinHeight(330);
        setPrefHeight(400);
        setMaxHeight(MOST_HEIGHT);
        setFocusTraversable(true);
        setAccessibleText("The pool over time: arrow keys read, Enter goes to that time on the timeline");
        setCursor(Cursor.CROSSHAIR);
        setOnMouseMoved(mouse -> read((mouse.getX() - LEFT) / ground()));
        setOnMouseExited(_ -> read(-1));
        setOnMouseClicked(mouse -> {
            requestFocus();
            if (mouse.isStillSincePress() && mouse.getX() >= LEFT) {
                goTo((mouse.getX() - LEFT) / ground());
            }
        });
        setOnKeyPressed(this::key);
        focusVisibleProperty().subscribe(_ -> redraw());
        moments.subscribe(_ -> redraw());
    }

    void show(@Nullable PoolHistory next) {
        history = next;
        redraw();
    }

    private double ground() {
        return Math.max(1, getWidth() - LEFT - RIGHT);
    }

    private void read(double part) {
        reading = part < 0 || part > 1 ? -1 : part;
        redraw();
    }

    private void goTo(double part) {
        PoolHistory now = history;
        if (now != null && part >= 0 && part <= 1) {
            go.accept(now.axis().timeAt(part));
        }
    }

    private void key(KeyEvent key) {
        double step = 1.0 / PoolHistory.COLUMNS;
        if (key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.RIGHT) {
            double from = reading < 0 ? 0.5 : reading;
            read(Math.clamp(from + (key.getCode() == KeyCode.LEFT ? -step : step), 0, 1));
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && reading >= 0) {
            goTo(reading);
            key.consume();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        PoolHistory now = history;
        if (now == null) {
            return;
        }
        int under = reading < 0 ? -1 : (int) Math.min(PoolHistory.COLUMNS - 1, reading * PoolHistory.COLUMNS);
        PoolPainter painter = new PoolPainter(g, palette, now, under);
        double room = height - AXIS - GAP * (PARTS.length - 1);
        double top = 0;
        Strip[] strips = new Strip[PARTS.length];
        for (int i = 0; i < PARTS.length; i++) {
            strips[i] = new Strip(LEFT, Math.floor(top), width - LEFT - RIGHT, Math.floor(room * PARTS[i]));
            top += room * PARTS[i] + GAP;
        }
        for (Strip strip : strips) {
            strip.ground(g, palette);
        }
        axis(g, palette, now.axis(), strips, height - AXIS);
        painter.workers(strips[0]);
        painter.queue(strips[1]);
        painter.waits(strips[2]);
        painter.flow(strips[3]);
        if (reading >= 0) {
            cross(g, palette, now.axis(), strips, height - AXIS);
        }
        if (isFocusVisible()) {
            g.setStroke(color(palette.accent()));
            g.setLineWidth(1);
            g.strokeRoundRect(0.5, 0.5, width - 1, height - 1, 8, 8);
        }
    }

    private void axis(GraphicsContext g, Palette palette, PoolAxis axis, Strip[] strips, double y) {
        g.setFont(font);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        double left = strips[0].left();
        double width = strips[0].width();
        TimeScale scale = TimeScale.of(axis.length() / width, 92);
        ShownTime shown = ShownTime.of(moments.getValue());
        double last = shown.shown((double) axis.to());
        for (long tick = scale.first(shown.shown((double) axis.from())); tick <= last; tick += scale.step()) {
            double x = Math.floor(left + width * axis.partOf(shown.time(tick))) + 0.5;
            g.setStroke(color(palette.borderStrong(), 0.45));
            g.setLineWidth(1);
            for (Strip strip : strips) {
                g.strokeLine(x, strip.groundTop(), x, strip.bottom());
            }
            g.setFill(color(palette.textMuted()));
            String label = shown.label(scale, tick);
            double room = label.length() * 6.4;
            g.fillText(label, Math.min(x, left + width - room), y + 6);
        }
    }

    private void cross(GraphicsContext g, Palette palette, PoolAxis axis, Strip[] strips, double y) {
        double x = Math.floor(LEFT + reading * strips[0].width()) + 0.5;
        g.setStroke(color(palette.accent()));
        g.setLineWidth(1);
        for (Strip strip : strips) {
            g.strokeLine(x, strip.groundTop(), x, strip.bottom());
        }
        String text = moments.getValue().of(axis.timeAt(reading));
        double width = text.length() * 6.4 + 12;
        double left = Math.clamp(x - width / 2, LEFT, Math.max(LEFT, LEFT + strips[0].width() - width));
        g.setFill(color(palette.accentFill()));
        g.fillRoundRect(left, y + 3, width, 17, 6, 6);
        g.setFill(color(0xFFFFFFFF));
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(text, left + width / 2, y + 11.5);
    }
}
