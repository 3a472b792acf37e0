package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;

/** What can be done on the start screen, besides opening what is listed there. */
final class StartActions {
    private static final String OPEN = "Open";
    private static final String SCREEN = "Screen";

    private StartActions() {}

    /** What the screen itself has to do. */
    interface Screen {
        void choose();

        void connect();

        void nextPane(boolean back);

        /** Shows the keys of actions. */
        void keys(Actions actions);

        void settings();

        /** On which nothing happens, as in a picture. */
        static Screen none() {
            return new Screen() {
                @Override
                public void choose() {}

                @Override
                public void connect() {}

                @Override
                public void nextPane(boolean back) {}

                @Override
                public void keys(Actions actions) {}

                @Override
                public void settings() {}
            };
        }
    }

    static Actions of(Workspace workspace, Settings settings, Screen screen) {
        List<Action> all = new ArrayList<>(List.of(
                Action.of("open", OPEN, "Open a recording", screen::choose, Keys.shortcut(KeyCode.O)),
                Action.of("connect", OPEN, "Connect to an agent elsewhere", screen::connect,
                        Keys.shortcut(KeyCode.L)),
                Action.of("back", OPEN, "Back to the session before", workspace::back, Keys.alt(KeyCode.LEFT),
                        Keys.of(KeyCode.ESCAPE)).when(() -> workspace.last() != null),
                Action.of("theme", SCREEN, "Light or dark theme",
                        () -> settings.themeProperty().set(settings.themeProperty().get().other())),
                Action.of("settings", SCREEN, "Settings", screen::settings, Keys.shortcut(KeyCode.COMMA)),
                Action.of("next-pane", SCREEN, "Next pane", () -> screen.nextPane(false), Keys.of(KeyCode.F6)),
                Action.of("pane-before", SCREEN, "Pane before", () -> screen.nextPane(true),
                        Keys.shift(KeyCode.F6))));
        all.add(Action.of("keys", SCREEN, "Show the keys", () -> screen.keys(new Actions(all)), Keys.typed('?')));
        return new Actions(all);
    }
}
