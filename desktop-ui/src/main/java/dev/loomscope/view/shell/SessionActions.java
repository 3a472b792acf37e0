package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;

import dev.loomscope.session.State;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.replay.ReplayViewModel;
import dev.loomscope.view.timeline.TimelineActions;

/** What can be done in a session's screen: on the timeline while it shows, and with the window around it. */
final class SessionActions {
    private static final String SCREEN = "Screen";
    private static final String SESSIONS = "Sessions";

    private SessionActions() {}

    /** What the screen itself has to do. */
    interface Screen {
        void focusFilter();

        void find();

        void copyTask();

        void toggleStory();

        void keys();

        void togglePalette();

        void settings(SettingsSheet.Page page);

        void hooks();

        void nextPane(boolean back);
    }

    static Actions of(SessionViewModel session, Workspace workspace, Settings settings, WindowActions window,
            Screen screen) {
        Actions timeline = new Actions(TimelineActions.of(session.timeline()).all().stream()
                .map(action -> action.when(() -> isPossible(action, session.viewProperty().get())
                        && action.enabled().getAsBoolean()))
                .toList());
        return timeline.and(new Actions(screen(session, settings, screen)))
                .and(new Actions(sessions(session, workspace, window)));
    }

    /** Whether something of the timeline can be done in a view: a task is let go of, and its story closed, in the table too. */
    private static boolean isPossible(Action action, ViewName view) {
        return view == ViewName.TIMELINE || (view == ViewName.TASKS && action.id().equals(TimelineActions.CLEAR));
    }

    private static List<Action> screen(SessionViewModel session, Settings settings, Screen screen) {
        List<Action> all = new ArrayList<>();
        all.add(Action.of("find", SCREEN, "Find tasks", screen::find, Keys.typed('/')));
        all.add(Action.of("filter", SCREEN, "Filter", screen::focusFilter, Keys.shortcut(KeyCode.F),
                Keys.shortcut(KeyCode.K)));
        all.add(Action.of("filter-clear", SCREEN, "Clear the filter", session.filter()::clear)
                .when(() -> !session.filter().textProperty().get().isEmpty()));
        all.add(Action.of("task-back", SCREEN, "Back to the task before", () -> session.tasks().goBack(true),
                Keys.alt(KeyCode.LEFT)));
        all.add(Action.of("task-forward", SCREEN, "Forward to the task after", () -> session.tasks().goBack(false),
                Keys.alt(KeyCode.RIGHT)));
        all.add(Action.of("task-copy", SCREEN, "Copy all about the selected task", screen::copyTask,
                Keys.shortcut(KeyCode.C)).when(() -> session.tasks().selectedProperty().get() >= 0));
        all.add(Action.of("story", SCREEN, "Story of the task beside the timeline, or below", screen::toggleStory,
                Keys.of(KeyCode.E)).when(() -> session.viewProperty().get() == ViewName.TIMELINE));
        int place = 1;
        for (ViewName view : ViewName.values()) {
            all.add(Action.of("view-" + view.word(), SCREEN, view.title(), () -> session.viewProperty().set(view),
                    Keys.shortcut(KeyCode.valueOf("DIGIT" + place++))));
        }
        all.add(Action.of("palette", SCREEN, "Find an action", screen::togglePalette,
                Keys.shortcutShift(KeyCode.P)));
        all.add(Action.of("keys", SCREEN, "Show the keys", screen::keys, Keys.typed('?')));
        all.add(Action.of("theme", SCREEN, "Light or dark theme",
                () -> settings.themeProperty().set(settings.themeProperty().get().other())));
        all.add(Action.of("settings", SCREEN, "Settings", () -> screen.settings(SettingsSheet.Page.LOOK),
                Keys.shortcut(KeyCode.COMMA)));
        all.add(Action.of("settings-findings", SCREEN, "What counts as a finding",
                () -> screen.settings(SettingsSheet.Page.FINDINGS)));
        all.add(Action.of("hooks", SCREEN, "What is watched", screen::hooks));
        all.add(Action.of("next-pane", SCREEN, "Next pane", () -> screen.nextPane(false), Keys.of(KeyCode.F6)));
        all.add(Action.of("pane-before", SCREEN, "Pane before", () -> screen.nextPane(true),
                Keys.shift(KeyCode.F6)));
        return all;
    }

    private static List<Action> sessions(SessionViewModel session, Workspace workspace, WindowActions window) {
        RecordViewModel record = session.record();
        ReplayViewModel replay = session.replay();
        return List.of(
                Action.of("home", SESSIONS, "Open another", workspace::home, Keys.shortcut(KeyCode.O)),
                Action.of("record", SESSIONS, "Record to a file, or end the recording",
                        () -> record(session, window), Keys.shortcut(KeyCode.R))
                        .when(() -> record.isPossible() && (record.recordingProperty().get()
                                || session.feed().state().phase() != State.Phase.ENDED)),
                Action.of("play", SESSIONS, "Play the recording, or pause it", () -> {
                    if (replay != null) {
                        replay.toggle();
                    }
                }, Keys.of(KeyCode.P)).when(() -> replay != null),
                Action.of("session-next", SESSIONS, "Next session", () -> workspace.showNext(false),
                        Keys.shortcut(KeyCode.PAGE_DOWN)).when(() -> workspace.sessions().size() > 1),
                Action.of("session-before", SESSIONS, "Session before", () -> workspace.showNext(true),
                        Keys.shortcut(KeyCode.PAGE_UP)).when(() -> workspace.sessions().size() > 1),
                Action.of("beside", SESSIONS, "Another session beside, or none again", workspace::toggleBeside,
                        Keys.shortcut(KeyCode.B)).when(() -> workspace.sessions().size() > 1),
                Action.of("own-window", SESSIONS, "Move to a window of its own", () -> window.moveToWindow(session),
                        Keys.shortcutShift(KeyCode.N)).when(window::hasWindows),
                Action.of("close", SESSIONS, "Close this session", () -> window.close(session),
                        Keys.shortcut(KeyCode.W)));
    }

    private static void record(SessionViewModel session, WindowActions window) {
        if (session.record().recordingProperty().get()) {
            session.record().stop();
        } else {
            window.record(session);
        }
    }
}
