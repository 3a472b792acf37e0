package dev.loomscope.view.timeline;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import dev.loomscope.filter.Filters;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.Wanted;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Rows arranged by hand: with the mouse through menus and chips, and with the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class RowControlsTest {
    private static final double HEADER_Y = Surface.ROWS_TOP + 20;

    private final TimelineModel model = new TimelineModel();
    private TimelineView view;

    @Start
    void show(Stage stage) {
        model.setSession(MixedSession.model(), false, System.nanoTime());
        view = new TimelineView(model, Palette.DARK);
        Scene scene = new Scene(view, 1200, 700);
        Theme.DARK.apply(scene);
        stage.setScene(scene);
        stage.show();
        view.requestFocus();
    }

    private Point2D at(double x, double y) {
        Bounds bounds = view.localToScreen(view.getBoundsInLocal());
        return new Point2D(bounds.getMinX() + x, bounds.getMinY() + y);
    }

    /** A right click: without a display, the platform does not say that it asks for a menu. */
    private void askForMenu(FxRobot robot, double x, double y) {
        Point2D screen = at(x, y);
        robot.rightClickOn(screen);
        robot.interact(() -> view.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, x, y,
                screen.getX(), screen.getY(), false, null)));
    }

    private Plan plan() {
        return model.arranged().plan();
    }

    /** The arrangement is chosen, and its rows are there. */
    private boolean isArranged(ArrangedBy by) {
        return model.arranged().arrangement().by() == by && !model.arranged().isArranging();
    }

    private static void choose(FxRobot robot, String id) throws Exception {
        Awaiting.until(() -> robot.lookup(id).tryQuery().isPresent());
        robot.clickOn(id);
    }

    private String first() {
        return plan().sections().getFirst().group().name();
    }

    @Test
    void rowsAreArrangedFoldedHiddenPinnedAndBroughtBackWithTheMouse(FxRobot robot) throws Exception {
        robot.clickOn("#rows-chooser");
        choose(robot, "#action-rows-tasks-by-pool");
        Awaiting.until(() -> isArranged(ArrangedBy.TASKS_BY_POOL));
        assertThat(robot.lookup("#rows-chooser").queryAs(Button.class).getText()).isEqualTo("Rows: Tasks by pool");
        int groups = plan().sections().size();
        String first = first();

        robot.clickOn(at(60, HEADER_Y));
        Awaiting.until(() -> plan().sections().getFirst().folded());
        askForMenu(robot, 60, HEADER_Y);
        choose(robot, "#action-row-fold");
        Awaiting.until(() -> !plan().sections().getFirst().folded());

        robot.moveTo(at(60, HEADER_Y));
        Awaiting.until(() -> robot.lookup("#row-more").query().isVisible());
        robot.clickOn("#row-more");
        choose(robot, "#action-row-pin");
        Awaiting.until(() -> plan().pinned().size() == 1);
        assertThat(plan().pinned().getFirst().group().name()).isEqualTo(first);
        Awaiting.until(() -> model.scrolling().pinnedHeight() > 0);

        askForMenu(robot, 60, HEADER_Y);
        choose(robot, "#action-row-hide");
        Awaiting.until(() -> plan().sections().size() == groups - 1);
        assertThat(plan().hidden()).extracting(Plan.Hidden::name).containsExactly(first);
        Awaiting.until(() -> "1 hidden".equals(robot.lookup("#rows-hidden").queryAs(Button.class).getText()));
        robot.clickOn("#rows-hidden");
        Awaiting.until(() -> robot.lookup(".menu-item").<Node>queryAll().stream().anyMatch(Node::isVisible));
        robot.clickOn(robot.lookup(".menu-item").match(node -> node.lookup(first) == null
                && node.toString().contains("MenuItemContainer")).<Node>queryAll().iterator().next());
        Awaiting.until(() -> plan().sections().size() == groups && plan().hidden().isEmpty());
        Awaiting.until(() -> !robot.lookup("#rows-hidden").query().isVisible());
    }

    @Test
    void theKeyboardAloneDoesTheSame(FxRobot robot) throws Exception {
        int groups = plan().sections().size();
        String first = first();
        robot.push(KeyCode.ALT, KeyCode.DOWN);
        Awaiting.until(() -> model.cursor().at() != null);
        robot.push(KeyCode.O);
        Awaiting.until(() -> plan().sections().getFirst().folded());
        robot.push(KeyCode.SHIFT, KeyCode.P);
        Awaiting.until(() -> plan().pinned().size() == 1);
        robot.push(KeyCode.SHIFT, KeyCode.P);
        Awaiting.until(() -> plan().pinned().isEmpty());
        robot.push(KeyCode.I);
        Awaiting.until(() -> plan().sections().size() == 1);
        Awaiting.until(() -> ("Only " + first).equals(robot.lookup("#rows-only").queryAs(Button.class).getText()));
        robot.push(KeyCode.I);
        Awaiting.until(() -> plan().sections().size() == groups);
        robot.push(KeyCode.H);
        Awaiting.until(() -> plan().hidden().size() == 1);
        robot.push(KeyCode.SHIFT, KeyCode.H);
        Awaiting.until(() -> plan().hidden().isEmpty());

        robot.push(KeyCode.ALT, KeyCode.DOWN);
        robot.push(KeyCode.SHIFT, KeyCode.F10);
        Awaiting.until(() -> robot.lookup("#action-row-hide").tryQuery().isPresent());
        robot.push(KeyCode.ESCAPE);
        Awaiting.until(() -> robot.lookup("#action-row-hide").tryQuery().isEmpty());

        robot.push(KeyCode.SHIFT, KeyCode.G);
        Awaiting.until(() -> robot.lookup("#action-rows-task-trees").tryQuery().isPresent());
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        Awaiting.until(() -> isArranged(ArrangedBy.TASKS_BY_POOL));
    }

    @Test
    void arrowsToFurtherMenusEndWhereKeysDo(FxRobot robot) {
        for (String menu : new String[] {"#row-menu", "#arrangement-menu"}) {
            robot.interact(() -> view.requestFocus());
            robot.push(KeyCode.ALT, KeyCode.DOWN);
            robot.push(KeyCode.SHIFT, "#row-menu".equals(menu) ? KeyCode.F10 : KeyCode.G);
            Awaiting.until(() -> robot.lookup(menu + " .arrow").tryQuery().isPresent());
            robot.interact(() -> assertThat(right(robot, menu + " .right-container > .arrow"))
                    .isCloseTo(right(robot, menu + " .key"), within(5.0)));
            robot.push(KeyCode.ESCAPE);
            Awaiting.until(() -> robot.lookup(menu + " .arrow").tryQuery().isEmpty());
        }
    }

    /** The right edge of what stands furthest to the right, on the screen. */
    private static double right(FxRobot robot, String what) {
        return robot.lookup(what).<Node>queryAll().stream().filter(Node::isVisible)
                .mapToDouble(node -> node.localToScreen(node.getLayoutBounds()).getMaxX()).max().orElseThrow();
    }

    @Test
    void whatTheFilterHidesIsCountedAndComesBack(FxRobot robot) throws Exception {
        int all = model.rows().tracks();
        String text = "pool:stages";
        robot.interact(() -> model.setFilter(new Wanted(Filters.of(text), Filters.rows(model.session(), text))));
        Awaiting.until(() -> model.rows().tracks() == 2);
        Awaiting.until(() -> (all - 2 + " hidden by the filter").equals(
                robot.lookup("#rows-unmatched").queryAs(Button.class).getText()));

        robot.clickOn("#rows-unmatched");
        Awaiting.until(() -> model.rows().tracks() == all);
        Awaiting.until(() -> "Others dimmed".equals(robot.lookup("#rows-unmatched").queryAs(Button.class).getText()));
        robot.interact(view::requestFocus);
        robot.push(KeyCode.M);
        Awaiting.until(() -> model.rows().tracks() == 2);
        robot.interact(() -> model.setFilter(null));
        Awaiting.until(() -> model.rows().tracks() == all && !robot.lookup("#rows-unmatched").query().isVisible());
    }

    @Test
    void aRightClickOnALaneIsAboutThatLane(FxRobot robot) throws Exception {
        String lane = LaneName.of(plan().sections().getFirst().tracks().getFirst());
        askForMenu(robot, 60, Surface.ROWS_TOP + 50);
        choose(robot, "#action-row-hide");

        Awaiting.until(() -> plan().hidden().size() == 1);
        assertThat(plan().hidden().getFirst().key()).startsWith("thread:");
        assertThat(LaneName.worker(plan().hidden().getFirst().name())).isEqualTo(lane);
    }
}
