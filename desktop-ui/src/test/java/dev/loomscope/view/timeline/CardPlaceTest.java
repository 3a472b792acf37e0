package dev.loomscope.view.timeline;

import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CardPlaceTest {
    private static final double WIDTH = 300;
    private static final double HEIGHT = 180;

    /** A mark in the ruler over a pointer. */
    private static Bounds mark(double x) {
        return new BoundingBox(x - 90, Surface.OVERVIEW_BOTTOM + 3, 180, 18);
    }

    private static CardPlace place(double x, double y, double viewHeight) {
        return CardPlace.of(x, y, WIDTH, HEIGHT, new BoundingBox(0, 0, 1000, viewHeight), List.of(mark(x)));
    }

    @Test
    void itStandsToTheRightBelowThePointer() {
        assertThat(place(400, 200, 600)).isEqualTo(new CardPlace(416, 218));
    }

    @Test
    void itStandsOnTheOtherSidesWhereTheViewEnds() {
        assertThat(place(900, 200, 600)).isEqualTo(new CardPlace(584, 218));
        assertThat(place(400, 500, 600)).isEqualTo(new CardPlace(416, 306));
        assertThat(place(900, 500, 600)).isEqualTo(new CardPlace(584, 306));
    }

    @Test
    void inALowViewItStandsBesideThePointerOffTheRuler() {
        assertThat(place(400, 190, 300)).isEqualTo(new CardPlace(416, 100));
        assertThat(place(400, 270, 300)).isEqualTo(new CardPlace(416, 114));
    }

    @Test
    void inAViewLowerThanItselfItStandsBesideTheMarkInTheRuler() {
        CardPlace place = place(400, 150, 200);
        assertThat(place).isEqualTo(new CardPlace(496, 14));
        assertThat(mark(400).intersects(place.left(), place.top(), WIDTH, HEIGHT)).isFalse();
        assertThat(place(800, 150, 200)).isEqualTo(new CardPlace(404, 14));
    }

    @Test
    void itKeepsOffWhatLiesOnTheView() {
        Bounds figures = new BoundingBox(500, 100, 490, 490);
        assertThat(CardPlace.of(450, 300, WIDTH, HEIGHT, new BoundingBox(0, 0, 1000, 600), List.of(mark(450), figures)))
                .isEqualTo(new CardPlace(134, 318));
    }

    @Test
    void itStaysInTheViewWhateverItCovers() {
        assertThat(CardPlace.of(100, 50, 380, 400, new BoundingBox(0, 0, 390, 200), List.of()))
                .isEqualTo(new CardPlace(6, 6));
    }
}
