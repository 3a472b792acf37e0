package dev.loomscope.view.action;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import dev.loomscope.view.timeline.TimelineActions;
import dev.loomscope.view.timeline.TimelineModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionsTest {
    private final List<String> done = new ArrayList<>();
    private final AtomicBoolean possible = new AtomicBoolean(true);
    private final Actions actions = new Actions(List.of(
            Action.of("back", "Time", "Back to the view before", () -> done.add("back"), Keys.shortcut(KeyCode.Z))
                    .when(possible::get),
            Action.of("range", "Range", "Zoom to the range", () -> done.add("range"), Keys.of(KeyCode.Z)),
            Action.of("in", "Time", "Zoom in", () -> done.add("in"), Keys.of(KeyCode.W), Keys.typed('+'))
                    .until(() -> done.add("still"))));

    private static KeyEvent press(KeyCode code, boolean control, boolean shift) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
    }

    private static KeyEvent type(String letter, boolean shift) {
        return new KeyEvent(KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, shift, false, false, false);
    }

    @Test
    void modifiersHaveToFitExactly() {
        assertThat(actions.pressed(press(KeyCode.Z, false, false)).orElseThrow().id()).isEqualTo("range");
        assertThat(actions.pressed(press(KeyCode.Z, true, false)).orElseThrow().id()).isEqualTo("back");
        assertThat(actions.pressed(press(KeyCode.Z, true, true))).isEmpty();
    }

    @Test
    void aLetterCountsOnWhateverKeyItIs() {
        assertThat(actions.typed(type("+", true)).orElseThrow().id()).isEqualTo("in");
        assertThat(actions.typed(type("w", false))).isEmpty();
    }

    @Test
    void whatIsNotPossibleIsNotDone() {
        possible.set(false);
        actions.get("back").run();
        assertThat(done).isEmpty();

        possible.set(true);
        actions.get("back").run();
        assertThat(done).containsExactly("back");
    }

    @Test
    void fromAMenuWhatLastsBeginsAndEnds() {
        actions.get("in").run();

        assertThat(done).containsExactly("in", "still");
    }

    @Test
    void wordsInAnyOrderFindActions() {
        assertThat(actions.matching("zoom")).extracting(Action::id).containsExactly("range", "in");
        assertThat(actions.matching(" RANGE zoom ")).extracting(Action::id).containsExactly("range");
        assertThat(actions.matching("")).hasSize(3);
        assertThat(actions.matching("fold")).isEmpty();
    }

    @Test
    void tooltipsSayTheUsualKey() {
        assertThat(actions.get("back").tooltip()).isEqualTo("Back to the view before (Ctrl Z)");
        assertThat(actions.get("in").keys()).extracting(Keys::text).containsExactly("W", "+");
        assertThatThrownBy(() -> actions.get("out")).hasMessageContaining("id=out");
    }

    @Test
    void noTwoActionsOfTheTimelineShareAKeyOrAName() {
        Set<String> seen = new HashSet<>();
        for (Action action : TimelineActions.of(new TimelineModel()).all()) {
            assertThat(seen.add(action.id())).as(action.id()).isTrue();
            assertThat(seen.add(action.name())).as(action.name()).isTrue();
            for (Keys keys : action.keys()) {
                assertThat(seen.add("key " + keys.text())).as(keys.text()).isTrue();
            }
        }
    }
}
