package dev.loomscope.view.timeline;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import dev.loomscope.filter.RowSet;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Words;

/** What stands over the lanes while there is nothing to see, and why. */
final class NothingToSee extends VBox {
    private final Label head = new Label();
    private final Label more = new Label();
    private final Button clear = new Button("Clear the filter");
    private final VBox words = new VBox(5, head, more, clear);

    NothingToSee(Palette palette) {
        setManaged(false);
        setPickOnBounds(false);
        VBox.setMargin(clear, new Insets(9, 0, 0, 0));
        setAlignment(Pos.CENTER);
        words.setAlignment(Pos.CENTER);
        words.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().setAll(words);
        setPalette(palette);
    }

    /** What the button under the words does. */
    void onClear(Runnable action) {
        clear.setOnAction(_ -> action.run());
    }

    void setPalette(Palette palette) {
        head.setStyle(HoverCard.font(Fonts.STRONG, 16, palette.text()));
        more.setStyle(HoverCard.font(Fonts.TEXT, 12.5, palette.textMuted()));
        // What steps back stands under it.
        words.setStyle("-fx-background-color: " + Palette.web(palette.surface()) + "f0; -fx-background-radius: 10;"
                + " -fx-padding: 16 26 17 26;");
    }

    void show(TimelineModel model) {
        RowSet wanted = model.filter();
        boolean unmatched = wanted != null && wanted.count() == 0;
        boolean noRow = model.rows().isEmpty() && !model.arranged().isArranging();
        setVisible(model.isEmpty() || unmatched || noRow);
        boolean filtered = unmatched || (noRow && model.arranged().plan().unmatched() > 0);
        boolean clearable = filtered && !model.isEmpty() && clear.getOnAction() != null;
        Words.show(clear, clearable);
        if (model.isEmpty()) {
            say(model.isLive() ? "No task has run yet" : "No task has run so far",
                    model.isLive() ? "Lanes appear as soon as a pool or a virtual thread runs something."
                            : "This recording has none up to here: play it, or go to its end.");
        } else if (unmatched) {
            say("No task matches the filter", "Change it, or show all again.");
        } else if (filtered) {
            say("No row shows what matches",
                    "There are such tasks, but none of them is on these rows: G arranges rows otherwise.");
        } else if (model.arranged().choices().isSomeHidden()) {
            say("All rows are hidden", "Shift H shows them again.");
        } else if (model.arranged().isOfNothing()) {
            say(switch (model.arranged().arrangement().by()) {
                case CARRIERS, VIRTUAL_BY_CLASS, VIRTUAL_BY_PARENT -> "No virtual thread has run";
                case THREADS, TASKS_BY_POOL, TASKS_BY_SITE, TASK_TREES, TASKS_BY_SCOPE,
                        TASKS_BY_TRACE -> "Nothing to arrange like this";
            }, "G goes to the next way to arrange rows, Shift G shows them all.");
        } else {
            say("Nothing in sight",
                    "Only groups with something in this stretch of time are shown: Shift F shows all of it.");
        }
    }

    private void say(String what, String why) {
        head.setText(what);
        more.setText(why);
    }
}
