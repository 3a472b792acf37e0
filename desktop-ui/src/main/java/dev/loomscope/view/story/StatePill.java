package dev.loomscope.view.story;

import java.util.Locale;
import javafx.scene.control.Label;

import dev.loomscope.model.TaskState;

/** A state as a pill: one word in its colour. */
public final class StatePill {
    private StatePill() {}

    /** A state in one word. */
    public static String word(TaskState state) {
        return switch (state) {
            case SCHEDULED -> "Scheduled";
            case RUNNING -> "Running";
            case WAITING -> "Waiting";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
            case REJECTED -> "Rejected";
            case UNSEEN_END -> "End unseen";
            case NOT_FOLLOWED -> "Not followed";
        };
    }

    /** Gives a label the word and the colour of a state. */
    public static void show(Label pill, TaskState state) {
        String word = word(state);
        if (!word.equals(pill.getText())) {
            pill.setText(word);
            pill.getStyleClass().setAll("label", "pill", state.name().toLowerCase(Locale.ROOT));
        }
    }
}
