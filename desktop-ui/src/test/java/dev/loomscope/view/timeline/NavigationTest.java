package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NavigationTest {
    private final Navigation navigation = new Navigation();
    private final Place a = at(0);
    private final Place b = at(10);
    private final Place c = at(20);

    private static Place at(double start) {
        return new Place(new Viewport(start, 1), 0, false);
    }

    @Test
    void movesThatFollowCloselyAreOneStep() {
        navigation.leave(a, 0);
        navigation.leave(b, Navigation.PAUSE / 2);
        navigation.leave(b, Navigation.PAUSE);

        assertThat(navigation.undo(c)).isEqualTo(a);
        assertThat(navigation.canUndo()).isFalse();
    }

    @Test
    void aPauseBeginsANewStep() {
        navigation.leave(a, 0);
        navigation.leave(b, Navigation.PAUSE + 1);

        assertThat(navigation.undo(c)).isEqualTo(b);
        assertThat(navigation.undo(b)).isEqualTo(a);
        assertThat(navigation.undo(a)).isNull();
    }

    @Test
    void redoGoesForwardUntilSomebodyMovesElsewhere() {
        navigation.leave(a, 0);
        assertThat(navigation.undo(b)).isEqualTo(a);
        assertThat(navigation.redo(a)).isEqualTo(b);
        assertThat(navigation.undo(b)).isEqualTo(a);

        navigation.leave(a, 10);

        assertThat(navigation.canRedo()).isFalse();
        assertThat(navigation.redo(c)).isNull();
    }

    @Test
    void theWayBackIsBounded() {
        for (int i = 0; i < 1000; i++) {
            navigation.endStep();
            navigation.leave(at(i), i);
        }
        int steps = 0;
        while (navigation.undo(c) != null) {
            steps++;
        }
        assertThat(steps).isEqualTo(200);
    }
}
