package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.loomscope.view.Awaiting;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Veil;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks all that can be done in a session's screen: what has a key stands in the menu too, and the key does it. */
@ExtendWith(ApplicationExtension.class)
class KeysWalkTest {
    /** What is promised at the keyboard, and which action it is. */
    private static final Map<String, String> PROMISED = Map.ofEntries(Map.entry("W", "zoom-in"),
            Map.entry("S", "zoom-out"), Map.entry("A", "earlier"), Map.entry("D", "later"), Map.entry("←", "earlier"),
            Map.entry("→", "later"), Map.entry("↑", "up"), Map.entry("↓", "down"), Map.entry("F", "fit"),
            Map.entry(".", "next"), Map.entry(",", "previous"), Map.entry("/", "find"), Map.entry("Space", "follow"),
            Map.entry("Ctrl Z", "back"), Map.entry("?", "keys"));

    private final ShownSession shown = new ShownSession(Threads.here());
    private SessionScreen screen;

    @Start
    void show(Stage stage) {
        screen = shown.show(stage, shown.workspace().open(new Feed.Still("shop", ShopSession.model(4))), 900, 560);
    }

    @Stop
    void stop() {
        shown.close();
    }

    @Test
    void everyActionStandsInTheMenu(FxRobot robot) {
        robot.interact(() -> robot.lookup("#menu").queryButton().fire());
        Awaiting.until(() -> Window.getWindows().stream().anyMatch(ContextMenu.class::isInstance),
                () -> Window.getWindows());
        List<MenuItem> items = Window.getWindows().stream().filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .flatMap(item -> item instanceof Menu sub ? sub.getItems().stream() : Stream.of(item)).toList();
        robot.push(KeyCode.ESCAPE);

        assertThat(items).extracting(MenuItem::getId)
                .containsExactlyElementsOf(screen.actions().all().stream().map(each -> "action-" + each.id()).toList());
        assertThat(screen.actions().all().stream().filter(each -> !each.keys().isEmpty())).hasSizeGreaterThan(30);
    }

    @Test
    void whatIsPromisedAtTheKeyboardIsThere() {
        Map<String, String> there = new HashMap<>();
        screen.actions().all().forEach(each -> each.keys().forEach(keys -> there.put(keys.text(), each.id())));
        assertThat(there).containsAllEntriesOf(PROMISED);
    }

    @Test
    void everyKeyDoesItsAction(FxRobot robot) {
        List<String> done = new ArrayList<>();
        Actions told = new Actions(screen.actions().all().stream()
                .map(each -> new Action(each.id(), each.section(), each.name(), each.keys(), () -> true,
                        () -> done.add(each.id()), each.end() == null ? null : () -> {
                        }))
                .toList());
        Region place = new Region();
        Keyboard.attach(place, told);
        List<String> wanted = new ArrayList<>();
        robot.interact(() -> told.all().forEach(each -> each.keys().forEach(keys -> {
            wanted.add(each.id());
            press(place, keys);
        })));
        assertThat(done).containsExactlyElementsOf(wanted);
    }

    private static void press(Region place, Keys keys) {
        switch (keys) {
            case Keys.Press(KeyCode code, boolean shortcut, boolean shift, boolean alt) -> {
                place.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, alt, false));
                place.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, shift, shortcut, alt, false));
            }
            case Keys.Typed(char letter) -> place.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, String.valueOf(letter),
                    "", KeyCode.UNDEFINED, false, false, false, false));
        }
    }

    @Test
    void theSheetOfKeysIsWholeInTheSmallestWindow(FxRobot robot) {
        robot.interact(screen::requestFocus);
        robot.clickOn(".timeline");
        robot.write("?");
        ScrollPane sheet = robot.lookup("#keys").queryAs(ScrollPane.class);
        List<String> said = robot.from(sheet).lookup(".label").queryAllAs(Label.class).stream().map(Label::getText)
                .toList();
        screen.actions().all().stream().filter(each -> !each.keys().isEmpty()).forEach(each -> {
            assertThat(said).contains(each.name());
            each.keys().forEach(keys -> assertThat(said).contains(keys.text()));
        });
        assertWhole(sheet);
        assertThat(sheet.localToScene(sheet.getLayoutBounds()).getMaxY()).isLessThanOrEqualTo(560);
        assertThat(sheet.isFocused()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.C);
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .contains("Time\n  Zoom in: W, +, =\n").endsWith("Copy what is pointed at: Right click\n"));
        robot.write("?");
        assertThat(robot.lookup("#keys").tryQuery()).isEmpty();
    }

    @Test
    void theSheetOfKeysIsWholeInLargerWindowsToo(FxRobot robot) {
        for (int width : new int[] {1000, 1280, 1440, 1920}) {
            robot.interact(() -> {
                Veil veil = new Veil();
                Scene scene = new Scene(new StackPane(veil), width, 900);
                Theme.DARK.apply(scene);
                KeysSheet.show(veil, screen.actions());
                for (int i = 0; i < 3; i++) {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                }
                assertWhole((ScrollPane) scene.lookup("#keys"));
            });
        }
    }

    /** No key stands to the right of what can be seen. */
    private static void assertWhole(ScrollPane sheet) {
        double right = sheet.localToScene(sheet.getLayoutBounds()).getMaxX();
        assertThat(sheet.getContent().lookupAll(".key")).hasSizeGreaterThan(40)
                .allMatch(key -> key.localToScene(key.getLayoutBounds()).getMaxX() <= right);
    }
}
