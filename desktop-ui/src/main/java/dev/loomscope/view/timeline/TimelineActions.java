package dev.loomscope.view.timeline;

import java.util.List;
import javafx.scene.input.KeyCode;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.timeline.Steering.Way;

/** What can be done on the timeline. */
public final class TimelineActions {
    /** The action that lets go of the selected task and range. */
    public static final String CLEAR = "clear";

    private static final String TIME = "Time";
    private static final String SELECTION = "Tasks and ranges";
    private static final String ROWS = "Rows";

    private final TimelineModel model;

    private TimelineActions(TimelineModel model) {
        this.model = model;
    }

    public static Actions of(TimelineModel model) {
        TimelineActions actions = new TimelineActions(model);
        return new Actions(actions.time()).and(new Actions(actions.selection())).and(new Actions(actions.rows()))
                .and(RowActions.of(model));
    }

    private List<Action> time() {
        Sight sight = model.sight();
        return List.of(
                held("zoom-in", TIME, "Zoom in", Way.CLOSER, Keys.of(KeyCode.W), Keys.typed('+'), Keys.typed('=')),
                held("zoom-out", TIME, "Zoom out", Way.FARTHER, Keys.of(KeyCode.S), Keys.typed('-')),
                held("earlier", TIME, "Earlier", Way.EARLIER, Keys.of(KeyCode.A), Keys.of(KeyCode.LEFT)),
                held("later", TIME, "Later", Way.LATER, Keys.of(KeyCode.D), Keys.of(KeyCode.RIGHT)),
                Action.of("fit", TIME, "Fit the selected task, or all", () -> model.reveal().selectedOrAll(now()),
                        Keys.of(KeyCode.F)),
                Action.of("fit-all", TIME, "Show all", () -> model.fit(now()), Keys.shift(KeyCode.F)),
                Action.of("begin", TIME, "To the begin", () -> sight.moveTo((double) model.session().oldest(), now()),
                        Keys.of(KeyCode.HOME)),
                Action.of("present", TIME, "To the present, and follow it", () -> model.setFollowing(true, now()),
                        Keys.of(KeyCode.END)),
                Action.of("follow", TIME, "Follow the present, or hold",
                        () -> model.setFollowing(!model.isFollowing(), now()), Keys.of(KeyCode.SPACE)),
                Action.of("back", TIME, "Back to the view before", sight::undo, Keys.shortcut(KeyCode.Z))
                        .when(sight::canUndo),
                Action.of("forward", TIME, "Forward again", sight::redo, Keys.shortcutShift(KeyCode.Z),
                        Keys.shortcut(KeyCode.Y)).when(sight::canRedo),
                Action.of("wall-time", TIME, "Wall clock, or time since the begin",
                        () -> model.wallTimeProperty().set(!model.wallTimeProperty().get()), Keys.of(KeyCode.T)));
    }

    private List<Action> selection() {
        Selection selection = model.selection();
        return List.of(
                Action.of("next", SELECTION, "Next task of this kind", () -> model.reveal().neighbour(true, now()),
                        Keys.of(KeyCode.PERIOD)).when(() -> selection.task() >= 0),
                Action.of("previous", SELECTION, "Previous task of this kind",
                        () -> model.reveal().neighbour(false, now()), Keys.of(KeyCode.COMMA))
                        .when(() -> selection.task() >= 0),
                Action.of("range", SELECTION, "Figures of the time in sight",
                        () -> selection.choose(new TimeRange(Math.max(model.session().oldest(), model.from()),
                                Math.max(model.session().oldest(), model.to()))),
                        Keys.of(KeyCode.R)).when(() -> !model.isEmpty()),
                Action.of("range-zoom", SELECTION, "Zoom to the range", () -> model.reveal().range(now()),
                        Keys.of(KeyCode.Z)).when(() -> selection.range() != null),
                Action.of(CLEAR, SELECTION, "Let go of what is selected", () -> {
                    selection.clear();
                    model.cursor().release();
                }, Keys.of(KeyCode.ESCAPE)));
    }

    private List<Action> rows() {
        Sight sight = model.sight();
        return List.of(
                held("up", ROWS, "Rows up", Way.UP, Keys.of(KeyCode.UP)),
                held("down", ROWS, "Rows down", Way.DOWN, Keys.of(KeyCode.DOWN)),
                Action.of("page-up", ROWS, "A page up",
                        () -> sight.scrollBy(-model.scrolling().viewHeight() * 0.8, now()),
                        Keys.of(KeyCode.PAGE_UP)),
                Action.of("page-down", ROWS, "A page down",
                        () -> sight.scrollBy(model.scrolling().viewHeight() * 0.8, now()),
                        Keys.of(KeyCode.PAGE_DOWN)),
                Action.of("taller", ROWS, "Taller rows",
                        () -> model.arranged().zoomLanes(1.25, model.scrolling().viewHeight() / 2),
                        Keys.shortcut(KeyCode.DOWN)),
                Action.of("flatter", ROWS, "Flatter rows",
                        () -> model.arranged().zoomLanes(0.8, model.scrolling().viewHeight() / 2),
                        Keys.shortcut(KeyCode.UP)));
    }

    private Action held(String id, String section, String name, Way way, Keys... keys) {
        Steering steering = model.steering();
        return Action.of(id, section, name, () -> steering.begin(way, now()), keys).until(() -> steering.end(way));
    }

    private static long now() {
        return System.nanoTime();
    }
}
