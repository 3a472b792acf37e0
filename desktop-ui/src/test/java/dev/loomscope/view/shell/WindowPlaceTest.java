package dev.loomscope.view.shell;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowPlaceTest {
    @Test
    void theFirstWindowIsNotLargerThanItsScreen() {
        assertThat(WindowPlace.first(new Rectangle2D(0, 24, 1280, 776))).contains(new Rectangle2D(0, 24, 1280, 776));
        assertThat(WindowPlace.first(new Rectangle2D(100, 0, 1920, 860)))
                .contains(new Rectangle2D(340, 0, 1440, 860));
    }

    @Test
    void whereThereIsRoomTheSystemPlacesIt() {
        assertThat(WindowPlace.first(new Rectangle2D(0, 0, 1920, 1080))).isEmpty();
    }

    @Test
    void aWindowOfALargerScreenIsWhollyInSight() {
        assertThat(WindowPlace.within(new Rectangle2D(900, 300, 1600, 1000), new Rectangle2D(0, 0, 1280, 800)))
                .isEqualTo(new Rectangle2D(0, 0, 1280, 800));
    }
}
