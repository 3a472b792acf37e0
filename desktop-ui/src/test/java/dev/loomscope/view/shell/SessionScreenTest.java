package dev.loomscope.view.shell;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.loomscope.session.State;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.tasks.TaskColumns;
import dev.loomscope.view.theme.SharesBar;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.service.query.NodeQuery;

import static org.assertj.core.api.Assertions.assertThat;

/** The journeys that matter, on the real controls: select, filter, go to a finding, play. */
@ExtendWith(ApplicationExtension.class)
class SessionScreenTest {
    private static final ShopSession SHOP = ShopSession.after(45);

    private final ShownSession shown = new ShownSession(Threads.beside());
    private FakeReplay replay;
    private SessionViewModel session;

    @Start
    void show(Stage stage) {
        replay = new FakeReplay(0, SHOP.model().now());
        session = shown.workspace()
                .open(new Feed.Still("shop", SHOP.model(), new State(State.Phase.REPLAY, ""), replay));
        shown.show(stage, session, 1400, 900);
    }

    @Stop
    void stop() {
        shown.close();
    }

    @Test
    void aClickInTheTableSelectsOnTheTimelineToo(FxRobot robot) {
        Hand.filter(robot, "pool:payments state:live,ended name:ChargeCard");
        Awaiting.until(() -> !Hand.table(robot).getItems().isEmpty() && Hand.table(robot).getItems().size() < 5_000);
        int row = Hand.table(robot).getItems().getFirst();
        Hand.clickOnTask(robot, SHOP.model(), row);

        assertThat(session.timeline().selectedTask()).isEqualTo(row);
        assertThat(robot.lookup(".task-details").tryQuery()).isPresent();
    }

    @Test
    void enterLeadsFromTheFilterToWhatIsFiltered(FxRobot robot) {
        robot.clickOn("#filter").write("busy>");
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#filter").query().isFocused()).as("a filter that is not understood").isTrue();

        robot.write("10ms ");
        robot.interact(session.completion()::close);
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup(".timeline").query().isFocused()).isTrue();
        assertThat(session.filter().textProperty().get()).isEqualTo("busy>10ms ");

        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#filter").query().isFocused()).as("it was emptied").isTrue();
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup(".timeline").query().isFocused()).isTrue();
    }

    @Test
    void whatIsDrawnTakesAnotherLookAtOnce(FxRobot robot) {
        Awaiting.until(() -> robot.lookup("#tasks .table-row-cell SharesBar").tryQuery().isPresent());
        SharesBar bar = robot.lookup("#tasks .table-row-cell SharesBar").queryAs(SharesBar.class);
        Color dark = end(robot, bar);

        robot.interact(() -> Theme.LIGHT.apply(bar.getScene()));

        Awaiting.until(() -> end(robot, bar).getBrightness() > dark.getBrightness() + 0.3);
    }

    /** The colour of a bar's last pixels, where it is empty. */
    private static Color end(FxRobot robot, SharesBar bar) {
        AtomicReference<Color> color = new AtomicReference<>(Color.BLACK);
        robot.interact(() -> {
            WritableImage image = bar.snapshot(null, null);
            color.set(image.getPixelReader().getColor((int) image.getWidth() - 4, (int) image.getHeight() / 2));
        });
        return color.get();
    }

    @Test
    void aClosedScreenIsLetGoOfByTheSessionsBesideIt(FxRobot robot) {
        AtomicReference<SessionScreen> held = new AtomicReference<>();
        robot.interact(() -> {
            Settings settings = Settings.fresh();
            SessionViewModel other = shown.workspace().open(new Feed.Still("other", SHOP.model()));
            held.set(new SessionScreen(other, shown.workspace(), settings));
            held.get().close();
            shown.workspace().close(other);
        });
        WeakReference<SessionScreen> screen = new WeakReference<>(held.getAndSet(null));

        Awaiting.until(() -> {
            System.gc();
            return screen.refersTo(null);
        });
    }

    @Test
    void aSelectionOnTheTimelineScrollsTheTableToIt(FxRobot robot) {
        Awaiting.until(() -> Hand.table(robot).getItems().size() == SHOP.model().tasks().size());
        int row = Hand.table(robot).getItems().get(5_000);
        robot.interact(() -> session.timeline().selectTask(row));

        Awaiting.until(() -> Hand.table(robot).getSelectionModel().getSelectedIndex() == 5_000);
        assertThat(robot.lookup("#tasks .table-row-cell").queryAll())
                .anyMatch(cell -> cell instanceof TableRow<?> line && line.isSelected() && line.isVisible());
    }

    @Test
    void theFilterNarrowsTheTableAndSaysWhatItDoesNotUnderstand(FxRobot robot) {
        Hand.filter(robot, "id:7");
        Awaiting.until(() -> Hand.table(robot).getItems().size() == 1);
        Hand.filter(robot, "stat:7");

        assertThat(robot.lookup(".filter-says").queryLabeled().getText()).startsWith("No field \"stat\"");
        assertThat(robot.lookup(".filter-says").query().isVisible()).isTrue();
        robot.push(KeyCode.ESCAPE);
        Awaiting.until(() -> Hand.table(robot).getItems().size() == SHOP.model().tasks().size());
        assertThat(robot.lookup(".filter-drop").<Node>queryAll()).noneMatch(Node::isVisible);
    }

    @Test
    void aFilterIsWrittenWithTheKeyboardAloneAndNarrowsTimelineTableAndFindings(FxRobot robot) {
        robot.interact(session::refresh);
        Awaiting.until(() -> !session.findings().findingsProperty().get().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("po");
        Awaiting.until(() -> session.completion().isOpen());
        robot.push(KeyCode.TAB);
        robot.write("ma");
        Awaiting.until(() -> session.completion().proposalsProperty().get().stream()
                .anyMatch(proposal -> proposal.label().equals("mail")));
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);

        assertThat(session.filter().textProperty().get()).isEqualTo("pool:mail ");
        Awaiting.until(() -> session.filter().rowsProperty().get() != null
                && Hand.table(robot).getItems().size() == session.filter().rowsProperty().get().count());
        assertThat(Hand.table(robot).getItems()).isNotEmpty().allMatch(row -> SHOP.model().names()
                .pool(SHOP.model().tasks().pool(row)).equals("mail"));
        assertThat(session.findings().matchingProperty().get())
                .hasSizeLessThan(session.findings().findingsProperty().get().size());
        robot.push(KeyCode.ESCAPE);
        assertThat(session.filter().textProperty().get()).isEmpty();
        Awaiting.until(() -> Hand.table(robot).getItems().size() == SHOP.model().tasks().size());
    }

    @Test
    void findGoesFromTaskToTaskInTimeAndTheSelectionGoesBack(FxRobot robot) {
        robot.interact(() -> session.timeline().fit(System.nanoTime()));
        robot.clickOn(".timeline");
        robot.interact(() -> session.tasks().selectedProperty().set(-1));
        robot.write("/");
        Awaiting.until(() -> session.find().openProperty().get());
        robot.write("state:failed");
        robot.push(KeyCode.ENTER);
        Awaiting.until(() -> session.find().saysProperty().get().contains(" of "));
        int first = session.tasks().selectedProperty().get();
        robot.push(KeyCode.ENTER);
        Awaiting.until(() -> session.tasks().selectedProperty().get() != first);
        int second = session.tasks().selectedProperty().get();
        assertThat(SHOP.model().tasks().started(second)).isGreaterThanOrEqualTo(SHOP.model().tasks().started(first));
        robot.push(KeyCode.SHIFT, KeyCode.ENTER);
        Awaiting.until(() -> session.tasks().selectedProperty().get() == first);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        Awaiting.until(() -> session.tasks().selectedProperty().get() == second);
        robot.push(KeyCode.ESCAPE);
        assertThat(session.find().openProperty().get()).isFalse();
    }

    @Test
    void aLinkOfTheStoryGoesToItsTask(FxRobot robot) {
        int row = SHOP.stuck();
        robot.interact(() -> session.tasks().selectedProperty().set(row));
        Awaiting.until(() -> robot.lookup(".story-link").tryQuery().isPresent());
        robot.interact(() -> robot.lookup(".story-link").queryAs(Button.class).fire());
        Awaiting.until(() -> session.tasks().selectedProperty().get() != row);
        assertThat(session.tasks().history().canGoBackProperty().get()).isTrue();
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        Awaiting.until(() -> session.tasks().selectedProperty().get() == row);
    }

    @Test
    void columnsAreRememberedAsTheyAreChosen(FxRobot robot) {
        robot.interact(() -> session.tasks().columnsProperty().set(TaskColumns.parse("name=210 -kind=104 id=68")));
        assertThat(Hand.table(robot).getColumns().getFirst().getId()).isEqualTo("NAME");
        assertThat(Hand.table(robot).getColumns().getFirst().getWidth()).isEqualTo(210);
        robot.interact(() -> Hand.table(robot).getColumns().stream().filter(column -> column.getId().equals("POLLS"))
                .forEach(column -> column.setVisible(false)));
        assertThat(session.tasks().columnsProperty().get().text()).startsWith("name=210 -kind=104 id=68")
                .contains("-polls=56");
    }

    @Test
    void aClickOnAFindingGoesToItsPlace(FxRobot robot) {
        robot.interact(session::refresh);
        Awaiting.until(() -> !session.findings().findingsProperty().get().isEmpty());
        robot.clickOn("#view-findings");
        NodeQuery stuck = robot.lookup(".finding").match(node -> node.lookup(".finding-summary") instanceof Label label
                && label.getText().contains("payments-3"));
        Awaiting.until(() -> stuck.tryQuery().isPresent());
        robot.clickOn(stuck.queryAs(Node.class));

        assertThat(session.viewProperty().get()).isEqualTo(ViewName.TIMELINE);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(SHOP.stuck());
    }

    @Test
    void theReplayBarPlaysPausesAndSeeks(FxRobot robot) {
        robot.clickOn("#play");
        assertThat(replay.playing()).isTrue();
        robot.clickOn("#play");
        assertThat(replay.playing()).isFalse();
        robot.clickOn("#scrubber");
        assertThat((double) replay.position() / replay.end()).isBetween(0.49, 0.51);
    }

    @Test
    void holdAndFollowAreTheTimelines(FxRobot robot) {
        ToggleButton live = robot.lookup("#live").queryAs(ToggleButton.class);
        boolean before = session.timeline().isFollowing();
        robot.clickOn(live);
        assertThat(session.timeline().isFollowing()).isNotEqualTo(before);
        robot.clickOn(live);
        assertThat(session.timeline().isFollowing()).isEqualTo(before);
    }

    @Test
    void theSessionsNameAndTheTimeOfTheReplayAreCopied(FxRobot robot) {
        assertThat(copied(robot, ".crumbs")).isEqualTo("Shop");
        assertThat(copied(robot, "#replay-clock")).isEqualTo("30 s / 45 s");
    }

    /** What the menu of the right button takes to the clipboard; without a display, the platform does not ask for one. */
    private static String copied(FxRobot robot, String what) {
        Node node = robot.lookup(what).query();
        robot.interact(() -> {
            node.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 1, 1, 1, 1, false, null));
            ContextMenu menu = Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                    .map(ContextMenu.class::cast).findFirst().orElseThrow();
            menu.getItems().getFirst().fire();
            menu.hide();
        });
        return Hand.clipboard();
    }
}
