package dev.loomscope.view.theme;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Rectangle2D;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.loomscope.view.Awaiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(ApplicationExtension.class)
class MagnifiedPopupsTest {
    private final DoubleProperty scale = new SimpleDoubleProperty(1);
    private StackPane root;
    private MagnifiedPopups popups;

    @Start
    void show(Stage stage) {
        root = new StackPane();
        stage.setScene(new Scene(root, 400, 300));
        stage.show();
        popups = new MagnifiedPopups(stage, scale);
    }

    @Stop
    void stop() {
        popups.close();
    }

    @Test
    void aMenuIsAsMuchLargerAsItsWindow(FxRobot robot) {
        robot.interact(() -> {
            double usual = width();
            scale.set(1.5);
            assertThat(width()).isCloseTo(1.5 * usual, within(3.0));
            scale.set(0.8);
            assertThat(width()).isCloseTo(usual, within(1.0));
            popups.close();
            scale.set(1.5);
            assertThat(width()).isCloseTo(usual, within(1.0));
        });
    }

    @Test
    void aMenuOfAMenuIsToo(FxRobot robot) {
        ContextMenu menu = Awaiting.onWindow(() -> new ContextMenu(
                new Menu("More", null, new MenuItem("What there is besides"))));
        robot.interact(() -> {
            scale.set(1.5);
            menu.show(root, Side.BOTTOM, 0, 0);
        });
        robot.push(KeyCode.DOWN).push(KeyCode.RIGHT);
        Awaiting.until(() -> menus().size() == 2);
        assertThat(menus()).allMatch(content -> content.getLocalToSceneTransform().getMxx() == 1.5);
        robot.interact(menu::hide);
    }

    @Test
    void aMenuStaysOnTheScreen(FxRobot robot) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        ContextMenu menu = Awaiting.onWindow(() -> new ContextMenu(new MenuItem("What can be done here, at length")));
        robot.interact(() -> {
            scale.set(1.6);
            menu.show(root.getScene().getWindow(), screen.getMaxX() - 200, screen.getMaxY() - 20);
        });
        Awaiting.until(() -> menu.getX() + menu.getWidth() <= screen.getMaxX()
                && menu.getY() + menu.getHeight() <= screen.getMaxY(),
                () -> menu.getX() + " " + menu.getWidth());
        robot.interact(menu::hide);
    }

    private static List<Node> menus() {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                .map(window -> window.getScene().getRoot().getChildrenUnmodifiable().getFirst()).toList();
    }

    private double width() {
        ContextMenu menu = new ContextMenu(new MenuItem("What can be done here"), new MenuItem("Copy"));
        menu.show(root, Side.BOTTOM, 0, 0);
        double width = menu.getWidth();
        menu.hide();
        return width;
    }
}
