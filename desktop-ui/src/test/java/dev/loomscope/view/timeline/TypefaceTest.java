package dev.loomscope.view.timeline;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypefaceTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private int drawn;

    /** Letters that are full squares of 3 x 4, with a pixel between them. */
    private final Typeface squares = new Typeface(
            new Typeface.Source() {
                @Override
                public Typeface.Glyph glyph(int codePoint, int phase) {
                    drawn++;
                    byte[] full = new byte[12];
                    Arrays.fill(full, (byte) 255);
                    return new Typeface.Glyph(0, 4, 3, 4, full);
                }

                @Override
                public float advance(int codePoint) {
                    return 4;
                }
            },
            4);

    private static Pixels black(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, BLACK);
        return new Pixels(argb, width, height);
    }

    @Test
    void lettersStandOnTheBaseline() {
        Pixels pixels = black(20, 8);
        float end = squares.write(pixels, "ab", 2, 6, 100, WHITE, 256);

        assertThat(end).isEqualTo(10);
        assertThat(pixels.at(2, 2)).isEqualTo(WHITE);
        assertThat(pixels.at(2, 5)).isEqualTo(WHITE);
        assertThat(pixels.at(2, 6)).isEqualTo(BLACK);
        assertThat(pixels.at(2, 1)).isEqualTo(BLACK);
        assertThat(pixels.at(5, 3)).isEqualTo(BLACK);
        assertThat(pixels.at(6, 3)).isEqualTo(WHITE);
    }

    @Test
    void whatDoesNotFitFadesOutAndStops() {
        Pixels pixels = black(60, 8);
        squares.write(pixels, "abcdefghijkl", 0, 6, 20, WHITE, 256);

        assertThat(pixels.at(0, 3)).isEqualTo(WHITE);
        int late = pixels.at(16, 3) & 0xFF;
        int later = pixels.at(18, 3) & 0xFF;
        assertThat(late).isBetween(1, 254);
        assertThat(later).isBetween(0, late - 1);
        for (int x = 20; x < 60; x++) {
            assertThat(pixels.at(x, 3)).as("x=%d", x).isEqualTo(BLACK);
        }
    }

    @Test
    void aNameThatIsCutKeepsItsNumber() {
        assertThat(squares.withNumber("checkout-12", 44)).isEqualTo("checkout-12");
        assertThat(squares.withNumber("checkout-12", 40)).isEqualTo("checkou…12");
        assertThat(squares.withNumber("checkout-12", 24)).isEqualTo("che…12");
        assertThat(squares.withNumber("checkout-12", 23)).isEqualTo("checkout-12");
        assertThat(squares.withNumber("checkout", 24)).isEqualTo("checkout");
        assertThat(squares.withNumber("123456789", 24)).isEqualTo("123456789");
    }

    @Test
    void aPlaceThatIsCutKeepsItsLine() {
        assertThat(squares.withFirstNumber("Checkout.java:57  buy", 70)).isEqualTo("Checkout.java:57  buy");
        assertThat(squares.withFirstNumber("Checkout.java:57  buy", 60)).isEqualTo("Checkout.jav…57");
        assertThat(squares.withFirstNumber("Refresh  #12", 44)).isEqualTo("Refresh …12");
        assertThat(squares.withFirstNumber("checkout-12", 40)).isEqualTo("checkou…12");
    }

    @Test
    void whatFitsDoesNotFade() {
        Pixels pixels = black(60, 8);
        squares.write(pixels, "abcde", 0, 6, 20, WHITE, 256);

        assertThat(pixels.at(18, 3)).isEqualTo(WHITE);
    }

    @Test
    void lettersAreDrawnOnceHoweverOftenTheyAreWritten() {
        Pixels pixels = black(60, 8);
        squares.write(pixels, "aaaa é€😀", 0, 6, 60, WHITE, 256);
        int first = drawn;
        squares.write(pixels, "aaaa é€😀", 0, 6, 60, WHITE, 256);

        assertThat(drawn).isEqualTo(first);
        assertThat(squares.widthOf("é€😀")).isEqualTo(12);
    }
}
