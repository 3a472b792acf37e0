package dev.loomscope.view.shell;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.Awaiting;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;

/** What a user's hand does on the screen of a session, and what the eye reads there. */
final class Hand {
    private Hand() {}

    @SuppressWarnings("unchecked")
    static TableView<Integer> table(FxRobot robot) {
        return robot.lookup("#tasks").queryAs(TableView.class);
    }

    static void awaitRows(FxRobot robot, int rows) {
        Awaiting.until(() -> table(robot).getItems().size() == rows, () -> "rows=" + table(robot).getItems().size());
    }

    static void filter(FxRobot robot, String text) {
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.interact(() -> robot.lookup("#filter").queryTextInputControl().setText(text));
    }

    /** A click on a task's id in the table. */
    static void clickOnTask(FxRobot robot, SessionModel model, int row) {
        String id = "#" + model.tasks().id(row);
        // The table makes its cells with the next frame.
        Awaiting.until(() -> cell(robot, id).tryQuery().isPresent());
        robot.clickOn(cell(robot, id).<Node>query());
    }

    private static NodeQuery cell(FxRobot robot, String text) {
        return robot.lookup(".table-cell")
                .match(node -> node instanceof Labeled labeled && text.equals(labeled.getText()));
    }

    /** A click on what is called so for those who do not see it. */
    static void press(FxRobot robot, String accessible) {
        robot.clickOn(robot.lookup(node -> accessible.equals(node.getAccessibleText()) && node.isVisible())
                .<Node>query());
    }

    static String banner(FxRobot robot) {
        return robot.lookup(".content .banner .label").queryAllAs(Labeled.class).stream().findFirst()
                .map(Labeled::getText).orElse("");
    }

    static String clipboard() {
        return Awaiting.onWindow(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    }
}
