package dev.loomscope.view.replay;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Palette;

/** The strip that is dragged through a recording: how much happened when, where findings are, and the position. */
final class Scrubber extends Drawing {
    private static final long STEP = 1_000_000_000L;

    private final ReplayViewModel replay;
    private final Supplier<List<Finding>> findings;

    Scrubber(ReplayViewModel replay, Supplier<List<Finding>> findings) {
        this.replay = replay;
        this.findings = findings;
        getStyleClass().add("scrubber");
        setId("scrubber");
        setMinSize(120, 30);
        setPrefHeight(30);
        setMaxHeight(30);
        setFocusTraversable(true);
        setAccessibleText("Position in the recording");
        setOnMousePressed(this::seek);
        setOnMouseDragged(this::seek);
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.RIGHT) {
                replay.step(key.getCode() == KeyCode.LEFT ? -STEP : STEP);
                key.consume();
            }
        });
        replay.partProperty().subscribe(_ -> redraw());
        replay.densityProperty().subscribe(_ -> redraw());
        focusedProperty().subscribe(_ -> redraw());
    }

    private void seek(MouseEvent mouse) {
        requestFocus();
        replay.seek(mouse.getX() / Math.max(1, getWidth()));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height, Palette palette) {
        g.setFill(color(isFocused() ? palette.accent() : palette.border()));
        g.fillRoundRect(0, 0, width, height, 6, 6);
        g.setFill(color(palette.window()));
        g.fillRoundRect(1, 1, width - 2, height - 2, 5, 5);
        double at = replay.partProperty().get() * width;
        double[] density = replay.densityProperty().get();
        double column = width / Math.max(1, density.length);
        double room = height - 10;
        for (int i = 0; i < density.length; i++) {
            double x = i * column;
            double bar = density[i] <= 0 ? 0 : Math.max(1, density[i] * room);
            g.setFill(x < at ? color(palette.accent(), 0.75) : color(palette.textFaint(), 0.45));
            g.fillRect(x, height - 3 - bar, Math.max(1, column - 0.4), bar);
        }
        for (Finding finding : findings.get()) {
            double from = replay.partOf(finding.from()) * width;
            double to = replay.partOf(finding.to()) * width;
            boolean bad = finding.severity() == Severity.CRITICAL;
            g.setFill(color(bad ? palette.blocked() : palette.runnable()));
            g.fillRoundRect(from, 2, Math.max(4, to - from), 3, 3, 3);
        }
        g.setFill(color(palette.text()));
        g.fillRoundRect(Math.clamp(at - 1, 0, width - 2), 0, 2, height, 2, 2);
    }
}
