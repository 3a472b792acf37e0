package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import dev.loomscope.session.State;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks every screen of a session with Tab alone: whatever can be clicked has the focus once. */
@ExtendWith(ApplicationExtension.class)
class TabWalkTest {
    private static final int MOST_STOPS = 400;
    private static final ShopSession SHOP = ShopSession.after(45);

    private final ShownSession shown = new ShownSession(Threads.here());
    private SessionViewModel session;
    private SessionScreen screen;

    @Start
    void show(Stage stage) {
        shown.workspace().open(new Feed.Still("other", SHOP.model()));
        session = shown.workspace().open(new Feed.Still("shop", SHOP.model(), new State(State.Phase.REPLAY, ""),
                new FakeReplay(0, SHOP.model().now())));
        session.tasks().selectedProperty().set(SHOP.stuck());
        session.filter().textProperty().set("pool:payments");
        screen = shown.show(stage, session, 1500, 950);
    }

    @Stop
    void stop() {
        shown.close();
    }

    @Test
    void everyViewIsReachedWhole(FxRobot robot) {
        for (ViewName view : ViewName.values()) {
            robot.interact(() -> {
                session.viewProperty().set(view);
                session.refresh();
            });
            walk(robot, screen, view.title());
        }
    }

    @Test
    void everySheetIsReachedWhole(FxRobot robot) {
        for (SettingsSheet.Page page : SettingsSheet.Page.values()) {
            robot.interact(() -> screen.showSettings(page));
            walk(robot, robot.lookup(".over-sheet").query(), page.name());
        }
        robot.interact(screen::showHooks);
        walk(robot, robot.lookup(".over-sheet").query(), "hooks");
        robot.interact(screen::showKeys);
        walk(robot, robot.lookup(".over-sheet").query(), "keys");
    }

    private static void walk(FxRobot robot, Node within, String what) {
        Set<Node> reached = new LinkedHashSet<>();
        List<Node> wanted = new ArrayList<>();
        robot.interact(() -> {
            Scene scene = within.getScene();
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            for (int i = 0; i < MOST_STOPS; i++) {
                Node owner = scene.getFocusOwner() == null ? scene.getRoot() : scene.getFocusOwner();
                owner.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "\t", KeyCode.TAB, false, false, false, false));
                if (!reached.add(scene.getFocusOwner()) && reached.size() > 3) {
                    break;
                }
            }
            collect(within, wanted);
        });
        wanted.removeAll(reached);
        assertThat(reached).as(what).hasSizeGreaterThan(1);
        assertThat(wanted).as(what).extracting(each -> each + " " + each.getAccessibleText()).isEmpty();
    }

    /** All that takes a click or a key, but what is a part of a control that does; the cross in a field is its Esc. */
    private static void collect(Node node, List<Node> wanted) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        boolean inField = node.getParent() != null && node.getParent().getStyleClass().contains("field");
        boolean control = (node instanceof ButtonBase && !inField) || node instanceof TextInputControl
                || node instanceof Slider
                || node instanceof TableView || node instanceof ListView;
        if (control || node.isFocusTraversable()) {
            wanted.add(node);
        }
        if (node instanceof Parent parent && !control) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, wanted));
        }
    }
}
