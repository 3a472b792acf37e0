package dev.loomscope.view.shell;

import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.ShopSession;
import dev.loomscope.view.timeline.TimeRange;
import dev.loomscope.view.timeline.TimelineView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/** Reading the timeline in its screen: a range and what it does to the table, keys, menu and palette. */
@ExtendWith(ApplicationExtension.class)
class ReadingTest {
    private final ShopSession shop = new ShopSession();
    private Workspace workspace;
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        shop.advance(12);
        Fonts.load();
        Settings settings = Settings.fresh();
        workspace = new Workspace(settings, Threads.beside());
        session = workspace.open(new Feed.Still("shop", shop.model()));
        Scene scene = new Scene(new SessionScreen(session, workspace, settings), 1400, 900);
        Theme.DARK.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Stop
    void stop() {
        workspace.close();
    }

    private static Point2D inRuler(FxRobot robot, double part) {
        Node timeline = robot.lookup(".timeline").query();
        Bounds bounds = timeline.localToScreen(timeline.getBoundsInLocal());
        return new Point2D(bounds.getMinX() + 220 + part * (bounds.getWidth() - 240),
                bounds.getMinY() + TimelineView.ROWS_TOP - 6);
    }

    @Test
    void aRangePulledInTheRulerNarrowsTheTable(FxRobot robot) {
        await(() -> table(robot).getItems().size() > 100);
        int all = table(robot).getItems().size();
        robot.moveTo(inRuler(robot, 0.2)).press(MouseButton.PRIMARY).moveTo(inRuler(robot, 0.4))
                .release(MouseButton.PRIMARY);

        await(() -> session.rangeFigures().figuresProperty().get() != null
                && !session.rangeFigures().countingProperty().get());
        await(() -> table(robot).getItems().size() < all);
        assertThat(robot.lookup("#range").query().isVisible()).isTrue();
        assertThat(robot.lookup("#in-range").queryAs(Labeled.class).getText()).startsWith("in range of ");

        robot.clickOn("#in-range");
        await(() -> table(robot).getItems().size() == all);
        assertThat(session.timeline().rangeProperty().get()).isNotNull();
    }

    @Test
    void aBarOfTheHistogramNarrowsItToItsDurations(FxRobot robot) {
        robot.interact(() -> session.timeline().selectRange(new TimeRange(4_000_000_000L, 6_000_000_000L)));
        await(() -> robot.lookup(".range-column").tryQuery().isPresent()
                && !session.rangeFigures().countingProperty().get());
        int inRange = (int) session.rangeFigures().figuresProperty().get().tasks();
        await(() -> table(robot).getItems().size() <= inRange);
        int before = table(robot).getItems().size();
        Node[] columns = robot.lookup(".range-column").queryAll().toArray(Node[]::new);
        robot.clickOn(columns[columns.length - 1]);

        await(() -> !table(robot).getItems().isEmpty() && table(robot).getItems().size() < before);
        assertThat(robot.lookup("#in-range").queryAs(Labeled.class).getText()).contains("polls of ");
    }

    @Test
    void thePaletteDoesWhatIsTyped(FxRobot robot) {
        boolean before = session.timeline().wallTimeProperty().get();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await(() -> robot.lookup("#palette").query().isVisible());
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
        int row = shop.model().tasks().size() / 2;
        robot.interact(() -> session.tasks().goTo(row));
        await(() -> robot.lookup(".task-details").tryQuery().isPresent());
        double below = height(robot);
        robot.clickOn("#live");
        robot.push(KeyCode.E);
        await(() -> height(robot) > 2 * below);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(row);
        await(() -> session.timeline().from() < shop.model().tasks().started(row));

        robot.interact(() -> session.viewProperty().set(ViewName.TASKS));
        assertThat(robot.lookup(".task-details").query().isVisible()).as("beside the table there").isTrue();
        robot.interact(() -> session.viewProperty().set(ViewName.TIMELINE));
        await(() -> height(robot) > 2 * below);
        robot.push(KeyCode.E);
        await(() -> Math.abs(height(robot) - below) < 2);
    }

    private static double height(FxRobot robot) {
        return robot.lookup(".task-details").query().getLayoutBounds().getHeight();
    }

    @Test
    void allAboutTheSelectedTaskIsCopied(FxRobot robot) {
        int row = shop.model().tasks().size() / 2;
        robot.interact(() -> session.timeline().selectTask(row));
        robot.interact(() -> robot.lookup(".timeline").query().requestFocus());
        await(() -> session.tasks().story().storyProperty().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.C);

        String[] copied = new String[1];
        robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertThat(copied[0]).contains("#" + shop.model().tasks().id(row));
    }

    @SuppressWarnings("unchecked")
    private static TableView<Integer> table(FxRobot robot) {
        return robot.lookup("#tasks").queryAs(TableView.class);
    }

    private static void await(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(20, SECONDS, () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
        } catch (TimeoutException e) {
            throw new AssertionError("the condition never held", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
