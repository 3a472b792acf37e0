package dev.loomscope.view.timeline;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PixelsTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private final Pixels pixels = black(8, 4);

    private static Pixels black(int width, int height) {
        int[] argb = new int[width * height];
        Arrays.fill(argb, BLACK);
        return new Pixels(argb, width, height);
    }

    @Test
    void fillIsCutOffAtTheClip() {
        pixels.region(2, 1, 5, 3).fill(-10, -10, 100, 100, WHITE);

        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 8; x++) {
                boolean inside = x >= 2 && x < 5 && y >= 1 && y < 3;
                assertThat(pixels.at(x, y)).as("x=%d y=%d", x, y).isEqualTo(inside ? WHITE : BLACK);
            }
        }
    }

    @Test
    void regionsOnlyShrink() {
        Pixels inner = pixels.region(2, 1, 5, 3).region(0, 0, 8, 4);

        assertThat(inner.left).isEqualTo(2);
        assertThat(inner.right).isEqualTo(5);
        assertThat(pixels.region(6, 0, 3, 4).isEmpty()).isTrue();
    }

    @Test
    void softEdgesTakeTheirShareOfAPixel() {
        pixels.fillSoft(1.5, 0, 3.25, 1, WHITE, 256);

        assertThat(pixels.at(0, 0)).isEqualTo(BLACK);
        assertThat(pixels.at(1, 0)).isEqualTo(0xFF7F7F7F);
        assertThat(pixels.at(2, 0)).isEqualTo(WHITE);
        assertThat(pixels.at(3, 0)).isEqualTo(0xFF3F3F3F);
        assertThat(pixels.at(4, 0)).isEqualTo(BLACK);
        assertThat(pixels.at(2, 1)).isEqualTo(BLACK);
    }

    @Test
    void softFillWithinOnePixelIsFainterTheThinnerItIs() {
        pixels.fillSoft(4.25, 0, 4.5, 1, WHITE, 256);

        assertThat(pixels.at(4, 0)).isEqualTo(0xFF3F3F3F);
    }

    @Test
    void whollyOpaqueBlendIsExact() {
        assertThat(Pixels.over(0xFF123456, 0xFFFEDCBA, 256)).isEqualTo(0xFFFEDCBA);
        assertThat(Pixels.over(0xFF123456, 0xFFFEDCBA, 0)).isEqualTo(0xFF123456);
    }

    @Test
    void roundCornersKeepTheMiddleWhole() {
        Pixels big = black(12, 12);
        big.fillRound(1, 1, 11, 11, 4, WHITE, 256);

        assertThat(big.at(1, 1)).isEqualTo(BLACK);
        assertThat(big.at(10, 10)).isEqualTo(BLACK);
        assertThat(big.at(6, 1)).isEqualTo(WHITE);
        assertThat(big.at(1, 6)).isEqualTo(WHITE);
        assertThat(big.at(6, 6)).isEqualTo(WHITE);
        assertThat(big.at(0, 6)).isEqualTo(BLACK);
    }

    @Test
    void aLineMeetsBothItsEnds() {
        Pixels big = black(12, 12);
        big.line(1.5, 1.5, 10.5, 10.5, 1, WHITE, 256);

        assertThat(big.at(1, 1)).isEqualTo(WHITE);
        assertThat(big.at(6, 6)).isEqualTo(WHITE);
        assertThat(big.at(10, 10)).isEqualTo(WHITE);
        assertThat(big.at(10, 1)).isEqualTo(BLACK);
    }

    @Test
    void stripesOfNeighboursJoin() {
        Pixels whole = black(16, 4);
        whole.hatch(0, 0, 16, 4, 5, 2, 0, WHITE, 256);
        Pixels halves = black(16, 4);
        halves.hatch(0, 0, 7, 4, 5, 2, 0, WHITE, 256);
        halves.hatch(7, 0, 16, 4, 5, 2, 0, WHITE, 256);

        assertThat(halves.argb).isEqualTo(whole.argb);
        assertThat(whole.at(0, 0)).isEqualTo(WHITE);
        assertThat(whole.at(2, 0)).isEqualTo(BLACK);
    }
}
