package dev.loomscope.view.theme;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

import org.kordamp.ikonli.feather.Feather;

/** Small pieces that every screen is made of: labels of a rank, gaps, dots, and what stands where there is nothing. */
public final class Words {
    /** How long a line in the middle of an empty place may be, in px. */
    private static final double LONGEST_LINE = 400;

    private Words() {}

    /** A label with style classes; it may be cut only by an ellipsis. */
    public static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A label that never gets narrower than its text. */
    public static Label fixed(String text, String... styles) {
        Label label = label(text, styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** A label of several lines. */
    public static Label wrapped(String text, String... styles) {
        Label label = label(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Text of one line that can be selected and copied. */
    public static TextField copyable(String text, String... styles) {
        TextField field = new TextField(text);
        field.setEditable(false);
        field.getStyleClass().add("copyable");
        field.getStyleClass().addAll(styles);
        return field;
    }

    /** Text of several lines that can be selected and copied. */
    public static TextArea copyableText(String... styles) {
        TextArea area = new TextArea();
        area.setEditable(false);
        area.getStyleClass().addAll(styles);
        return area;
    }

    /** A small button that never gets narrower than its words. */
    public static Button slim(String text, Runnable action, String... styles) {
        Button button = new Button(text);
        button.getStyleClass().add("slim");
        button.getStyleClass().addAll(styles);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** Takes the room that is left. */
    public static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        VBox.setVgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** A round mark of a state; the style says which. */
    public static Circle dot(String... styles) {
        Circle dot = new Circle(4);
        dot.getStyleClass().add("dot");
        dot.getStyleClass().addAll(styles);
        return dot;
    }

    /** What stands in the middle of a place that has nothing to show: what it would show, and what to do. */
    public static VBox empty(Feather icon, String title, String text, Node... actions) {
        VBox box = new VBox(Icons.of(icon, "large"), label(title, "empty-title"));
        box.getChildren().add(new EvenText(text, LONGEST_LINE, "empty-text"));
        if (actions.length > 0) {
            HBox row = new HBox(8, actions);
            row.setAlignment(Pos.CENTER);
            box.getChildren().add(row);
        }
        box.getStyleClass().add("empty");
        return box;
    }

    /** Shows a node, or takes it out of sight with the room that it had. */
    public static void show(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    /** Keeps a style class on a node exactly while it is wanted. */
    public static void style(Node node, String style, boolean wanted) {
        if (!wanted) {
            node.getStyleClass().remove(style);
        } else if (!node.getStyleClass().contains(style)) {
            node.getStyleClass().add(style);
        }
    }
}
