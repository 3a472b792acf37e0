package dev.loomscope.view.shell;

import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import dev.loomscope.view.settings.Remembered;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The story of the selected task beside all else, as high as that; its place stays while none is selected. */
final class StoryAside extends SplitPane {
    private final StackPane place;
    private final Region story;

    /** @param part of the width that all else has */
    StoryAside(Region story, ReadOnlyIntegerProperty selected, Property<Double> part) {
        this.story = story;
        Node none = Words.empty(Feather.FILE_TEXT, "No task is selected",
                "Click a task on the timeline or in the table: where it came from, what it waited for, how it ended.");
        selected.subscribe(row -> none.setVisible(row.intValue() < 0));
        place = new StackPane(none);
        place.getStyleClass().add("panel");
        place.setMinWidth(280);
        setResizableWithParent(place, false);
        Remembered.divider(this, part);
    }

    /** Takes the story beside something. */
    void show(Region beside, ReadOnlyIntegerProperty selected) {
        story.visibleProperty().bind(selected.greaterThanOrEqualTo(0));
        place.getChildren().add(story);
        getItems().setAll(beside, place);
    }

    /** Gives the story back. */
    void release() {
        story.visibleProperty().unbind();
        story.setVisible(true);
        place.getChildren().remove(story);
        getItems().clear();
    }
}
