package dev.loomscope.view.action;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A field above everything else: a word or two find any action, Enter does it. */
public final class ActionPalette extends StackPane {
    private static final double LINE = 30;
    private static final int MOST_LINES = 11;

    private final Actions actions;
    private final TextField words = new TextField();
    private final ListView<Action> found = new ListView<>();
    private @Nullable Node before;

    public ActionPalette(Actions actions) {
        this.actions = actions;
        setId("palette");
        getStyleClass().add("keys-veil");
        words.setPromptText("What do you want to do?");
        words.setAccessibleText("Find an action");
        HBox field = new HBox(Icons.of(Feather.CHEVRON_RIGHT), words, Words.fixed("Esc", "key"));
        field.getStyleClass().add("field");
        HBox.setHgrow(words, Priority.ALWAYS);
        found.setFixedCellSize(LINE);
        found.setFocusTraversable(false);
        found.setCellFactory(_ -> new Line());
        found.setPlaceholder(Words.fixed("No action has these words", "faint"));
        VBox box = new VBox(8, field, found);
        box.getStyleClass().add("palette");
        box.setPrefWidth(520);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(box, Pos.TOP_CENTER);
        box.setTranslateY(64);
        getChildren().add(box);
        words.textProperty().subscribe(this::find);
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        box.setOnMouseClicked(javafx.event.Event::consume);
        setOnMouseClicked(_ -> close());
        setVisible(false);
    }

    /** Opens it, or closes it again. */
    public void toggle() {
        if (isVisible()) {
            close();
            return;
        }
        before = getScene() == null ? null : getScene().getFocusOwner();
        words.clear();
        find("");
        setVisible(true);
        words.requestFocus();
    }

    private void find(String text) {
        found.getItems().setAll(actions.matching(text));
        found.getSelectionModel().selectFirst();
        double height = LINE * Math.clamp(found.getItems().size(), 1, MOST_LINES) + 2;
        found.setPrefHeight(height);
        found.setMinHeight(height);
        found.setMaxHeight(height);
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case ESCAPE -> close();
            case ENTER -> run(found.getSelectionModel().getSelectedItem());
            case DOWN, UP -> {
                int size = found.getItems().size();
                int here = found.getSelectionModel().getSelectedIndex();
                int next = Math.clamp(here + (key.getCode() == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, size - 1));
                found.getSelectionModel().select(next);
                found.scrollTo(Math.max(0, next - MOST_LINES + 2));
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void run(@Nullable Action action) {
        if (action != null && action.enabled().getAsBoolean()) {
            close();
            action.run();
        }
    }

    private void close() {
        setVisible(false);
        if (before != null) {
            FocusRound.give(before);
        }
    }

    private final class Line extends ListCell<Action> {
        Line() {
            setOnMouseClicked(_ -> run(getItem()));
        }

        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            setText(null);
            setGraphic(action == null ? null : ActionMenu.line(action));
            setDisable(action != null && !action.enabled().getAsBoolean());
        }
    }
}
