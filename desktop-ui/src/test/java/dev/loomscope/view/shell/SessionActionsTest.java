package dev.loomscope.view.shell;

import java.util.HashSet;
import java.util.Set;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionActionsTest {
    private final Workspace workspace = new Workspace(Settings.fresh(), Threads.here());
    private final SessionViewModel session = workspace.open(new Feed.Still("shop", ShopSession.model(2)));
    private final Actions actions = SessionActions.of(session, workspace, Settings.fresh(),
            WindowActions.none(workspace), new Nothing());

    /** A screen on which nothing happens. */
    private static final class Nothing implements SessionActions.Screen {
        @Override
        public void focusFilter() {}

        @Override
        public void find() {}

        @Override
        public void copyTask() {}

        @Override
        public void toggleStory() {}

        @Override
        public void keys() {}

        @Override
        public void togglePalette() {}

        @Override
        public void settings(SettingsSheet.Page page) {}

        @Override
        public void hooks() {}

        @Override
        public void nextPane(boolean back) {}
    }

    @Test
    void noTwoActionsShareAKeyAnIdOrAName() {
        Set<String> seen = new HashSet<>();
        for (Action action : actions.all()) {
            assertThat(seen.add("id " + action.id())).as(action.id()).isTrue();
            assertThat(seen.add("name " + action.name())).as(action.name()).isTrue();
            for (Keys keys : action.keys()) {
                assertThat(seen.add("key " + keys.text())).as(keys.text()).isTrue();
            }
        }
    }

    @Test
    void whatIsDoneOnTheTimelineIsPossibleWhereItShows() {
        assertThat(actions.get("fit").enabled().getAsBoolean()).isTrue();
        session.viewProperty().set(ViewName.POOLS);

        assertThat(actions.get("fit").enabled().getAsBoolean()).isFalse();
        assertThat(actions.get("keys").enabled().getAsBoolean()).isTrue();
    }

    @Test
    void aTaskIsLetGoOfWhereverOneIsSelected() {
        session.viewProperty().set(ViewName.TASKS);
        session.tasks().selectedProperty().set(3);
        assertThat(actions.get("clear").enabled().getAsBoolean()).isTrue();
        actions.get("clear").run();
        assertThat(session.tasks().selectedProperty().get()).isNegative();

        session.viewProperty().set(ViewName.FINDINGS);
        assertThat(actions.get("clear").enabled().getAsBoolean()).isFalse();
    }

    @Test
    void eachViewHasItsKey() {
        actions.get("view-findings").run();

        assertThat(session.viewProperty().get()).isEqualTo(ViewName.FINDINGS);
        assertThat(actions.get("view-timeline").keys()).extracting(Keys::text).containsExactly("Ctrl 1");
    }

    @Test
    void ofATaskThereIsOnlyWhatCanBeDoneWhileOneIsSelected() {
        assertThat(actions.get("next").enabled().getAsBoolean()).isFalse();
        assertThat(actions.get("task-copy").enabled().getAsBoolean()).isFalse();
        session.timeline().selectTask(3);

        assertThat(actions.get("next").enabled().getAsBoolean()).isTrue();
        assertThat(actions.get("task-copy").enabled().getAsBoolean()).isTrue();
    }
}
