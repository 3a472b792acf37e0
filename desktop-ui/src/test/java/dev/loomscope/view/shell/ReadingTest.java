package dev.loomscope.view.shell;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import dev.loomscope.view.Awaiting;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.timeline.ShopSession;
import dev.loomscope.view.timeline.TimeRange;
import dev.loomscope.view.timeline.TimelineView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading the timeline in its screen: a range and what it does to the table, keys, menu and palette. */
@ExtendWith(ApplicationExtension.class)
class ReadingTest {
    private static final ShopSession SHOP = ShopSession.after(12);

    private final ShownSession shown = new ShownSession(Threads.beside());
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        session = shown.workspace().open(new Feed.Still("shop", SHOP.model()));
        shown.show(stage, session, 1400, 900);
    }

    @Stop
    void stop() {
        shown.close();
    }

    private static Point2D inRuler(FxRobot robot, double part) {
        Node timeline = robot.lookup(".timeline").query();
        Bounds bounds = timeline.localToScreen(timeline.getBoundsInLocal());
        return new Point2D(bounds.getMinX() + 220 + part * (bounds.getWidth() - 240),
                bounds.getMinY() + TimelineView.ROWS_TOP - 6);
    }

    @Test
    void aRangePulledInTheRulerNarrowsTheTable(FxRobot robot) {
        Awaiting.until(() -> Hand.table(robot).getItems().size() > 100);
        int all = Hand.table(robot).getItems().size();
        robot.moveTo(inRuler(robot, 0.2)).press(MouseButton.PRIMARY).moveTo(inRuler(robot, 0.4))
                .release(MouseButton.PRIMARY);

        Awaiting.until(() -> session.rangeFigures().figuresProperty().get() != null
                && !session.rangeFigures().countingProperty().get());
        Awaiting.until(() -> Hand.table(robot).getItems().size() < all);
        assertThat(robot.lookup("#range").query().isVisible()).isTrue();
        assertThat(robot.lookup("#in-range").queryAs(Labeled.class).getText()).startsWith("in range of ");

        robot.clickOn("#in-range");
        Awaiting.until(() -> Hand.table(robot).getItems().size() == all);
        assertThat(session.timeline().rangeProperty().get()).isNotNull();
    }

    @Test
    void escapeLeadsFromTheStoryBackToTheTable(FxRobot robot) {
        Awaiting.until(() -> Hand.table(robot).getItems().size() > 100);
        for (ViewName view : List.of(ViewName.TASKS, ViewName.TIMELINE)) {
            robot.interact(() -> {
                session.viewProperty().set(view);
                session.tasks().selectedProperty().set(session.tasks().rows().row(0));
            });
            Awaiting.until(() -> robot.lookup(".task-details").tryQuery().isPresent());
            robot.interact(() -> FocusRound.enter(robot.lookup(".task-details").query()));
            robot.push(KeyCode.ESCAPE);

            Awaiting.until(() -> session.tasks().selectedProperty().get() < 0);
            assertThat(Hand.table(robot).isFocused()).as(view.title()).isTrue();
        }
    }

    @Test
    void aBarOfTheHistogramNarrowsItToItsDurations(FxRobot robot) {
        robot.interact(() -> session.timeline().selectRange(new TimeRange(4_000_000_000L, 6_000_000_000L)));
        Awaiting.until(() -> robot.lookup(".range-column").tryQuery().isPresent()
                && !session.rangeFigures().countingProperty().get());
        int inRange = (int) session.rangeFigures().figuresProperty().get().tasks();
        Awaiting.until(() -> Hand.table(robot).getItems().size() <= inRange);
        int before = Hand.table(robot).getItems().size();
        Node[] columns = robot.lookup(".range-column").queryAll().toArray(Node[]::new);
        robot.clickOn(columns[columns.length - 1]);

        Awaiting.until(() -> !Hand.table(robot).getItems().isEmpty() && Hand.table(robot).getItems().size() < before);
        assertThat(robot.lookup("#in-range").queryAs(Labeled.class).getText()).contains("polls of ");
    }

    @Test
    void thePaletteDoesWhatIsTyped(FxRobot robot) {
        boolean before = session.timeline().wallTimeProperty().get();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        Awaiting.until(() -> robot.lookup("#palette").query().isVisible());
        robot.interact(() -> robot.lookup("#palette .text-field").queryTextInputControl().setText("wall clock"));
        robot.push(KeyCode.ENTER);

        assertThat(session.timeline().wallTimeProperty().get()).isNotEqualTo(before);
        assertThat(robot.lookup("#palette").query().isVisible()).isFalse();
    }

    @Test
    void keysWorkWhereverTheFocusIsButInText(FxRobot robot) {
        robot.clickOn("#live");
        boolean before = session.timeline().wallTimeProperty().get();
        robot.push(KeyCode.T);
        assertThat(session.timeline().wallTimeProperty().get()).isNotEqualTo(before);

        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.push(KeyCode.T);
        assertThat(session.timeline().wallTimeProperty().get()).isNotEqualTo(before);
    }

    @Test
    void theStoryStandsBesideTheTimelineAsHighAsTheWindowUntilItIsPutBack(FxRobot robot) {
        int row = SHOP.model().tasks().size() / 2;
        robot.interact(() -> session.tasks().goTo(row));
        Awaiting.until(() -> robot.lookup(".task-details").tryQuery().isPresent());
        double below = height(robot);
        robot.clickOn("#live");
        robot.push(KeyCode.E);
        Awaiting.until(() -> height(robot) > 2 * below);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(row);
        Awaiting.until(() -> session.timeline().from() < SHOP.model().tasks().started(row));

        robot.interact(() -> session.viewProperty().set(ViewName.TASKS));
        assertThat(robot.lookup(".task-details").query().isVisible()).as("beside the table there").isTrue();
        robot.interact(() -> session.viewProperty().set(ViewName.TIMELINE));
        Awaiting.until(() -> height(robot) > 2 * below);
        robot.push(KeyCode.E);
        Awaiting.until(() -> Math.abs(height(robot) - below) < 2);
    }

    private static double height(FxRobot robot) {
        return robot.lookup(".task-details").query().getLayoutBounds().getHeight();
    }

    @Test
    void allAboutTheSelectedTaskIsCopied(FxRobot robot) {
        int row = SHOP.model().tasks().size() / 2;
        robot.interact(() -> session.timeline().selectTask(row));
        robot.interact(() -> robot.lookup(".timeline").query().requestFocus());
        Awaiting.until(() -> session.tasks().story().storyProperty().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.C);

        assertThat(Hand.clipboard()).contains("#" + SHOP.model().tasks().id(row));
    }
}
