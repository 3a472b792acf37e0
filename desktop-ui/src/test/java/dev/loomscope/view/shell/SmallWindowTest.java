package dev.loomscope.view.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import dev.loomscope.model.TaskState;
import dev.loomscope.session.State;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.story.StatePill;
import dev.loomscope.view.tasks.TaskColumn;
import dev.loomscope.view.tasks.TaskTableView;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Words;
import dev.loomscope.view.timeline.ShopSession;
import dev.loomscope.view.timeline.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** A session's screen with the room that a window of 1280x800 has for it at 160 %: nothing lies on anything or is cut off. */
@ExtendWith(ApplicationExtension.class)
class SmallWindowTest {
    private static final double WIDTH = 800;
    private static final double HEIGHT = 500;
    private static final double SIDE_BAR = 232;
    /** The room that a cell leaves at its left and right. */
    private static final double CELL_EDGES = 16;
    private static final String BOXES = ".panel, .card, .icon-button, .chip, .range-card, .status-bar > .label";

    private static final ShopSession SHOP = ShopSession.after(45);

    private final ShownSession shown = new ShownSession(Threads.here());
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        session = shown.workspace().open(new Feed.Still("shop", SHOP.model(), new State(State.Phase.REPLAY, ""),
                new FakeReplay(0, SHOP.model().now())));
        shown.show(stage, session, WIDTH, HEIGHT);
    }

    @Stop
    void stop() {
        shown.close();
    }

    @Test
    void everyViewStandsBesideTheSideBarAndInTheWindow(FxRobot robot) {
        for (ViewName view : ViewName.values()) {
            for (int selected : new int[] {-1, SHOP.stuck()}) {
                robot.interact(() -> {
                    session.tasks().selectedProperty().set(selected);
                    session.viewProperty().set(view);
                    session.refresh();
                    settle(robot);
                });
                for (Node box : robot.lookup(BOXES).<Node>queryAll()) {
                    assertInside(view + " with " + selected, box);
                }
                for (Node panel : robot.lookup(".panel").<Node>queryAll()) {
                    Node head = panel.lookup(".panel-head");
                    if (head != null && isShown(head)) {
                        assertThat(inScene(head).getMinY()).as("%s: head of %s", view, panel)
                                .isGreaterThanOrEqualTo(inScene(panel).getMinY());
                        assertThat(inScene(panel).getMaxY()).as("%s: lower edge of %s", view, panel)
                                .isLessThanOrEqualTo(HEIGHT);
                        Node columns = panel.lookup(".column-header-background");
                        if (columns != null) {
                            assertThat(inScene(columns).getMinY()).as("%s: columns of %s", view, panel)
                                    .isGreaterThanOrEqualTo(inScene(head).getMaxY() - 0.5);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theFiguresOfARangeAreWhole(FxRobot robot) {
        robot.interact(() -> {
            session.timeline().selectRange(new TimeRange(4_000_000_000L, 6_000_000_000L));
            session.refresh();
            settle(robot);
        });
        Bounds panel = inScene(robot.lookup(".timeline-panel").query());
        Bounds timeline = inScene(robot.lookup(".timeline").query());
        Bounds figures = inScene(robot.lookup("#range").query());
        assertThat(timeline.getMinY()).isGreaterThanOrEqualTo(panel.getMinY());
        assertThat(figures.getMinY()).isGreaterThanOrEqualTo(panel.getMinY());
        assertThat(figures.getMaxY()).isLessThanOrEqualTo(panel.getMaxY());
    }

    @Test
    void theBarOnTopIsWholeInTheNarrowerHalfOfAUsualWindow(FxRobot robot) {
        Stage narrow = Awaiting.onWindow(Stage::new);
        SessionScreen half = Awaiting.onWindow(
                () -> shown.show(narrow, session, 1280 * (1 - WindowContent.LEFT), HEIGHT));
        robot.interact(() -> half.share(true, true));
        Awaiting.until(() -> inScene(half.lookup("#menu")).getMaxX() <= half.getWidth(),
                () -> inScene(half.lookup("#menu")));
        robot.interact(narrow::close);
    }

    @Test
    void theThumbOfALongTableCanBeGrasped(FxRobot robot) {
        robot.interact(() -> {
            session.viewProperty().set(ViewName.TASKS);
            session.refresh();
            settle(robot);
        });
        Awaiting.until(() -> Hand.table(robot).getItems().size() > 1000);
        Awaiting.until(
                () -> robot.from(Hand.table(robot)).lookup(".scroll-bar:vertical .thumb").<Node>queryAll().stream()
                        .anyMatch(thumb -> isShown(thumb) && thumb.getLayoutBounds().getHeight() >= 24),
                () -> robot.from(Hand.table(robot)).lookup(".scroll-bar:vertical .thumb").<Node>queryAll());
    }

    @Test
    void everyStateHasRoomInItsColumn(FxRobot robot) {
        robot.interact(() -> {
            VBox pills = new VBox();
            for (TaskState state : TaskState.values()) {
                Label pill = new Label();
                StatePill.show(pill, state);
                pills.getChildren().add(pill);
            }
            Scene scene = new Scene(pills);
            Theme.DARK.apply(scene);
            pills.applyCss();
            for (Node pill : pills.getChildren()) {
                assertThat(pill.prefWidth(-1) + CELL_EDGES).as("%s", pill)
                        .isLessThanOrEqualTo(TaskColumn.STATE.width());
            }
        });
    }

    @Test
    void withMuchRoomNamesOfPoolsAreNotCut(FxRobot robot) {
        robot.interact(() -> {
            TaskTableView table = new TaskTableView(session.tasks());
            layOut(table, 2200);
            assertThat(table.table().getColumns()).filteredOn(column -> "POOL".equals(column.getId()))
                    .allSatisfy(column -> assertThat(column.getWidth()).isGreaterThan(200)).hasSize(1);
            StatsRow cards = new StatsRow(session.stats());
            layOut(cards, 2200);
            assertThat(cards.lookupAll(".stat-card")).allSatisfy(
                    card -> assertThat(card.getLayoutBounds().getWidth()).isEqualTo(240)).isNotEmpty();
            layOut(cards, 1000);
            assertThat(cards.lookupAll(".stat-card")).allSatisfy(
                    card -> assertThat(card.getLayoutBounds().getWidth()).isLessThanOrEqualTo(160));
        });
    }

    @Test
    void wordsInAnEmptyPlaceBreakEvenly(FxRobot robot) {
        robot.interact(() -> {
            VBox box = Words.empty(Feather.SEARCH, "Nothing is known yet",
                    "What is wrong appears here as soon as there is something worth it to judge.");
            layOut(box, 1000);
            Label words = (Label) box.lookup(".empty-text");
            double lines = words.getHeight();
            assertThat(lines).isEqualTo(words.prefHeight(400)).isGreaterThan(words.prefHeight(900));
            assertThat(words.getWidth()).isLessThan(300);
        });
    }

    private static void layOut(Parent node, double width) {
        if (node.getScene() == null) {
            Theme.DARK.apply(new Scene(new StackPane(node), width, 400));
        }
        node.getScene().getRoot().resize(width, 400);
        for (int i = 0; i < 3; i++) {
            node.getScene().getRoot().applyCss();
            node.getScene().getRoot().layout();
        }
    }

    private static void settle(FxRobot robot) {
        Node root = robot.lookup(".content").query().getScene().getRoot();
        for (int i = 0; i < 3; i++) {
            root.applyCss();
            root.getScene().getRoot().layout();
        }
    }

    private static void assertInside(String what, Node box) {
        Bounds bounds = inScene(box);
        if (!isShown(box)) {
            return;
        }
        boolean beside = isOfTheView(box);
        assertThat(bounds.getMinX()).as("%s: left edge of %s", what, box).isGreaterThanOrEqualTo(beside ? SIDE_BAR : 0);
        assertThat(bounds.getMaxX()).as("%s: right edge of %s", what, box).isLessThanOrEqualTo(WIDTH);
    }

    /** Whether it is one of the view's own, and not of the bars around it. */
    private static boolean isOfTheView(Node box) {
        for (Node each = box; each != null; each = each.getParent()) {
            if (each.getStyleClass().contains("content")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
