package dev.loomscope.view.timeline;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.theme.Icons;
import org.kordamp.ikonli.feather.Feather;

/** In the title: how rows are arranged, what is shown alone, how much is hidden, and how much of it by the filter. */
final class RowBar extends HBox {
    /** Where it begins, behind the title's word, in logical pixels. */
    static final double LEFT = 76;

    private static final double HEIGHT = 22;

    private final TimelineModel model;
    private final Button chooser = new Button();
    private final Button only = new Button();
    private final Button hidden = new Button();
    private final Button unmatched = new Button();

    RowBar(TimelineModel model, Actions actions) {
        super(6);
        this.model = model;
        setManaged(false);
        setAlignment(Pos.CENTER_LEFT);
        setId("row-bar");
        dress(chooser, "rows-chooser", Feather.CHEVRON_DOWN, actions.get("rows-choose"));
        chooser.getStyleClass().add("row-chooser");
        chooser.setOnAction(_ -> actions.get("rows-choose").run());
        dress(only, "rows-only", Feather.X, actions.get("row-only").named("Show all others again"));
        only.setOnAction(_ -> model.arranged().choices().showOthers());
        dress(hidden, "rows-hidden", Feather.CHEVRON_DOWN, actions.get("rows-hidden"));
        hidden.setOnAction(_ -> actions.get("rows-hidden").run());
        dress(unmatched, "rows-unmatched", Feather.FILTER, actions.get("rows-matching"));
        unmatched.setOnAction(_ -> actions.get("rows-matching").run());
        unmatched.getStyleClass().add("on");
        only.getStyleClass().add("on");
        hidden.getStyleClass().add("on");
        getChildren().setAll(chooser, only, hidden, unmatched);
    }

    private static void dress(Button button, String id, Feather icon, Action action) {
        button.setId(id);
        button.getStyleClass().addAll("chip", "row-chip");
        button.setGraphic(Icons.of(icon, "small"));
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setMnemonicParsing(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(action.tooltip()));
    }

    Button chooser() {
        return chooser;
    }

    Button hidden() {
        return hidden;
    }

    /** Shows how things stand; returns where it ends, in logical pixels. */
    double show() {
        Plan plan = model.arranged().plan();
        chooser.setText("Rows: " + model.arranged().arrangement().by().words());
        say(only, plan.only() == null ? "" : "Only " + plan.only());
        say(hidden, plan.hidden().isEmpty() ? "" : Figures.count(plan.hidden().size()) + " hidden");
        say(unmatched, byFilter(plan));
        applyCss();
        double width = Math.ceil(prefWidth(-1));
        resizeRelocate(LEFT, Math.rint((Surface.TITLE - HEIGHT) / 2), width, HEIGHT);
        return LEFT + width;
    }

    private String byFilter(Plan plan) {
        if (model.filter() != null && !model.arranged().arrangement().matchingOnly()) {
            return "Others dimmed";
        }
        return plan.unmatched() == 0 ? "" : Figures.count(plan.unmatched()) + " hidden by the filter";
    }

    private static void say(Button button, String text) {
        button.setText(text);
        button.setVisible(!text.isEmpty());
        button.setManaged(!text.isEmpty());
    }
}
