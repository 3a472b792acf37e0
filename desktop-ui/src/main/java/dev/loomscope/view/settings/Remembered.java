package dev.loomscope.view.settings;

import javafx.beans.property.Property;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SplitPane;

/** Keeps how panes were divided in values that are remembered. */
public final class Remembered {
    private Remembered() {}

    /** Divides a pane as it was, now and whenever it gets its two sides anew; and notes where the divider is drawn to. */
    public static void divider(SplitPane split, Property<Double> part) {
        Runnable restore = () -> {
            if (split.getDividers().size() == 1) {
                split.setDividerPositions(part.getValue());
                split.getDividers().getFirst().positionProperty().subscribe((_, position) -> {
                    boolean moved = split.getScene() != null && split.isPressed();
                    if (moved) {
                        part.setValue(Math.clamp(position.doubleValue(), 0.05, 0.95));
                    }
                });
            }
        };
        split.getItems().addListener((ListChangeListener<Object>) _ -> restore.run());
        restore.run();
    }
}
