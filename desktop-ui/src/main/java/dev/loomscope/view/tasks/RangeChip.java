package dev.loomscope.view.tasks;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.RanIn;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Says that only tasks of a stretch of time are shown; a click shows all again. */
final class RangeChip extends Button {
    RangeChip(TaskTableViewModel tasks) {
        setId("in-range");
        getStyleClass().addAll("chip", "on");
        setGraphic(Icons.of(Feather.X, "small"));
        setContentDisplay(ContentDisplay.RIGHT);
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip("Show tasks of all time again"));
        setOnAction(_ -> tasks.withinProperty().set(null));
        tasks.withinProperty().subscribe(this::show);
    }

    private void show(@Nullable RanIn within) {
        Words.show(this, within != null);
        if (within != null) {
            String polls = !within.isByPolls() ? ""
                    : ", polls of " + Figures.duration(within.shortest()) + " to " + Figures.duration(within.longer());
            setText("in range of " + Figures.duration(within.to() - within.from()) + polls);
        }
    }
}
