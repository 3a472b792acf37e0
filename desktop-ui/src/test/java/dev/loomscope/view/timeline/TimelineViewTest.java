package dev.loomscope.view.timeline;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import dev.loomscope.view.Awaiting;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The few gestures that matter, made by a robot in a window. */
@ExtendWith(ApplicationExtension.class)
class TimelineViewTest {
    private static final long MILLI = 1_000_000;
    private static final double LANE_Y = Surface.ROWS_TOP + Rows.Heights.DEFAULT.header()
            + Rows.Heights.DEFAULT.lane() / 2.0;

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private TimelineView view;

    @Start
    void show(Stage stage) throws Exception {
        session.session(1_767_258_000_000L);
        session.worker(0).task(100 * MILLI, 200 * MILLI).task(300 * MILLI, 500 * MILLI).task(600 * MILLI, 700 * MILLI);
        session.until(1000 * MILLI);
        model.setSession(session.model, false, System.nanoTime());
        view = new TimelineView(model, Palette.DARK);
        stage.setScene(new Scene(view, 1200, 500));
        stage.show();
        model.jumpTo(0, 1000 * MILLI);
    }

    /** A place on the screen: logical pixels from the lanes' left edge and from the view's top. */
    private Point2D at(double x, double y) {
        Bounds bounds = view.localToScreen(view.getBoundsInLocal());
        return new Point2D(bounds.getMinX() + Surface.GUTTER + x, bounds.getMinY() + y);
    }

    /** The headless robot's wheel turns by single pixels; a real one turns by forty. */
    private void wheel(double x, double y, double delta) {
        Point2D screen = at(x, y);
        view.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, Surface.GUTTER + x, y, screen.getX(), screen.getY(), false,
                false, false, false, false, false, 0, delta, 0, delta, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
    }

    @Test
    void theWheelZoomsAtThePointer(FxRobot robot) throws Exception {
        robot.clickOn(at(400, LANE_Y));
        double scale = model.viewport().nsPerPixel();
        double under = model.viewport().timeAt(400);
        WaitForAsyncUtils.asyncFx(() -> wheel(400, LANE_Y, 3 * 40)).get();

        Awaiting.until(() -> model.viewport().nsPerPixel() < scale * 0.9);
        assertThat(model.viewport().timeAt(400)).isCloseTo(under, within(2 * scale));

        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        Awaiting.until(() -> Math.abs(model.viewport().nsPerPixel() / scale - 1) < 1e-3);
    }

    @Test
    void whereNothingCanBeArrangedAsWantedItSaysSo(FxRobot robot) {
        for (ArrangedBy by : List.of(ArrangedBy.CARRIERS, ArrangedBy.VIRTUAL_BY_CLASS, ArrangedBy.VIRTUAL_BY_PARENT)) {
            robot.interact(() -> model.arrangementProperty().set(model.arrangementProperty().get().by(by)));
            Awaiting.until(() -> robot.from(view).lookup(".label").queryAllAs(Labeled.class).stream()
                    .anyMatch(label -> label.getText().equals("No virtual thread has run")), () -> by);
        }
    }

    @Test
    void draggingMovesTime(FxRobot robot) throws Exception {
        double before = model.viewport().start();
        robot.moveTo(at(600, LANE_Y + 60)).press(MouseButton.PRIMARY).moveTo(at(500, LANE_Y + 60))
                .release(MouseButton.PRIMARY);

        Awaiting.until(() -> model.viewport().start() > before);
        assertThat(model.viewport().start() - before).isCloseTo(model.viewport().span(100),
                within(model.viewport().span(6)));
        assertThat(model.selectedTask()).isEqualTo(-1);
    }

    @Test
    void aClickChoosesWhatIsThere(FxRobot robot) throws Exception {
        robot.clickOn(at(400, LANE_Y));

        Awaiting.until(() -> model.selectedTask() >= 0);
        assertThat(session.model.tasks().started(model.selectedTask())).isEqualTo(300 * MILLI);

        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        Awaiting.until(() -> model.selectedTask() == -1);
    }

    @Test
    void pullingAFrameWithControlShowsThatStretch(FxRobot robot) throws Exception {
        robot.moveTo(at(300, LANE_Y)).press(KeyCode.CONTROL).press(MouseButton.PRIMARY).moveTo(at(500, LANE_Y))
                .release(MouseButton.PRIMARY).release(KeyCode.CONTROL);

        Awaiting.until(() -> Math.abs(model.viewport().timeAt(0) - 300 * MILLI) < 8 * MILLI
                && Math.abs(model.viewport().timeAt(model.width()) - 500 * MILLI) < 8 * MILLI);
    }

    @Test
    void theFrameInTheOverviewIsDraggedWhereItIsHeld(FxRobot robot) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> model.jumpTo(200 * MILLI, 400 * MILLI)).get();
        double y = Surface.TITLE + Surface.OVERVIEW / 2.0;
        robot.moveTo(at(250, y)).press(MouseButton.PRIMARY).moveTo(at(450, y)).release(MouseButton.PRIMARY);

        Awaiting.until(() -> Math.abs(model.viewport().start() - 400 * MILLI) < 8 * MILLI);
        assertThat(model.viewport().span(model.width())).isCloseTo(200 * MILLI, within(1.0));
    }

    @Test
    void theHeaderFoldsItsPool(FxRobot robot) throws Exception {
        robot.clickOn(at(-100, Surface.ROWS_TOP + 12));
        Awaiting.until(() -> model.rows().between(0, 1e9).size() == 1);

        robot.clickOn(at(-100, Surface.ROWS_TOP + 12));
        Awaiting.until(() -> model.rows().between(0, 1e9).size() == 2);
    }

    @Test
    void spaceFollowsAndHolds(FxRobot robot) throws Exception {
        robot.clickOn(at(900, LANE_Y));
        assertThat(model.isFollowing()).isFalse();
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        Awaiting.until(model::isFollowing);

        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        Awaiting.until(() -> !model.isFollowing());
    }

    @Test
    void thePillStaysInsideAtBothEdges(FxRobot robot) throws Exception {
        for (double x : new double[] {2, 996}) {
            robot.moveTo(at(x, LANE_Y));
            Awaiting.until(() -> model.hover() != null && Math.abs(Objects.requireNonNull(model.hover()).x() - x) < 2);
            Bounds pill = WaitForAsyncUtils.asyncFx(() -> {
                view.drawFrame();
                return view.lookup(".time-pill").getBoundsInParent();
            }).get();
            assertThat(pill.getMinX()).isGreaterThanOrEqualTo(Surface.GUTTER);
            assertThat(pill.getMaxX()).isLessThanOrEqualTo(view.getWidth());
        }
    }

    @Test
    void theWayBackToThePresentStandsBesideWhatLiesOverIt() throws Exception {
        Region over = new Region();
        over.resizeRelocate(800, 100, 380, 390);
        Bounds beside = WaitForAsyncUtils.asyncFx(() -> {
            view.keepClear(over);
            model.setSession(session.model, true, System.nanoTime());
            model.jumpTo(0, 500 * MILLI);
            view.drawFrame();
            return view.lookup("#resume").getBoundsInParent();
        }).get();
        assertThat(view.lookup("#resume").isVisible()).isTrue();
        assertThat(beside.getMaxX()).isLessThan(800);
        assertThat(beside.getMinX()).isGreaterThan(Surface.GUTTER);

        Bounds alone = WaitForAsyncUtils.asyncFx(() -> {
            over.setVisible(false);
            model.jumpTo(0, 400 * MILLI);
            view.drawFrame();
            return view.lookup("#resume").getBoundsInParent();
        }).get();
        assertThat(alone.getMinX()).isGreaterThan(900);
    }
}
