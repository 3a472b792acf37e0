package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.timeline.TimelineActions;

/** What can be done in a session's screen: on the timeline while it shows, and with the window around it. */
final class SessionActions {
    private static final String WINDOW = "Window";

    private SessionActions() {}

    /** What the screen itself has to do. */
    interface Screen {
        void focusFilter();

        void find();

        void copyTask();

        void toggleStory();

        void toggleKeys();

        void togglePalette();

        void settings();

        void nextPane(boolean back);

        void close();

        void home();
    }

    static Actions of(SessionViewModel session, Settings settings, Screen screen) {
        List<Action> window = new ArrayList<>();
        window.add(Action.of("find", WINDOW, "Find tasks", screen::find, Keys.typed('/')));
        window.add(Action.of("filter", WINDOW, "Filter", screen::focusFilter, Keys.shortcut(KeyCode.F),
                Keys.shortcut(KeyCode.K)));
        window.add(Action.of("task-back", WINDOW, "Back to the task before", () -> session.tasks().goBack(true),
                Keys.alt(KeyCode.LEFT)));
        window.add(Action.of("task-forward", WINDOW, "Forward to the task after", () -> session.tasks().goBack(false),
                Keys.alt(KeyCode.RIGHT)));
        window.add(Action.of("task-copy", WINDOW, "Copy all about the selected task", screen::copyTask,
                Keys.shortcut(KeyCode.C)).when(() -> session.tasks().selectedProperty().get() >= 0));
        window.add(Action.of("story", WINDOW, "Story of the task beside the timeline, or below", screen::toggleStory,
                Keys.of(KeyCode.E)).when(() -> session.viewProperty().get() == ViewName.TIMELINE));
        int place = 1;
        for (ViewName view : ViewName.values()) {
            window.add(Action.of("view-" + view.word(), WINDOW, view.title(), () -> session.viewProperty().set(view),
                    Keys.shortcut(KeyCode.valueOf("DIGIT" + place++))));
        }
        window.add(Action.of("palette", WINDOW, "Find an action", screen::togglePalette,
                Keys.shortcutShift(KeyCode.P)));
        window.add(Action.of("keys", WINDOW, "Show the keys", screen::toggleKeys, Keys.typed('?')));
        window.add(Action.of("theme", WINDOW, "Light or dark",
                () -> settings.themeProperty().set(settings.themeProperty().get().other())));
        window.add(Action.of("settings", WINDOW, "Settings", screen::settings, Keys.shortcut(KeyCode.COMMA)));
        window.add(Action.of("next-pane", WINDOW, "Next pane", () -> screen.nextPane(false), Keys.of(KeyCode.F6)));
        window.add(Action.of("pane-before", WINDOW, "Pane before", () -> screen.nextPane(true),
                Keys.shift(KeyCode.F6)));
        window.add(Action.of("close", WINDOW, "Close this session", screen::close, Keys.shortcut(KeyCode.W)));
        window.add(Action.of("home", WINDOW, "Start screen", screen::home));
        Actions timeline = TimelineActions.of(session.timeline())
                .when(() -> session.viewProperty().get() == ViewName.TIMELINE);
        return timeline.and(new Actions(window));
    }
}
