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

    @Test
    void aLevelCurveIsALine() {
        pixels.curve(1, 2.5, 7, 2.5, 1, WHITE, 256);

        for (int x = 0; x < 8; x++) {
            assertThat(pixels.at(x, 2)).as("x=%d", x).isEqualTo(x >= 1 && x < 7 ? WHITE : BLACK);
            assertThat(pixels.at(x, 1)).isEqualTo(BLACK);
            assertThat(pixels.at(x, 3)).isEqualTo(BLACK);
        }
    }

    @Test
    void aCurveSwingsFromOneHeightToTheOtherAndPaintsNoPixelTwice() {
        Pixels large = black(60, 40);
        large.curve(5, 4.5, 55, 35.5, 1.5, WHITE, 128);
        int half = Pixels.over(BLACK, WHITE, 128);

        int height = -1;
        for (int x = 5; x < 55; x++) {
            int sum = 0;
            int weight = 0;
            for (int y = 0; y < 40; y++) {
                int value = large.at(x, y) & 0xFF;
                assertThat(value).isLessThanOrEqualTo(half & 0xFF);
                sum += value * y;
                weight += value;
            }
            assertThat(weight).as("x=%d", x).isPositive();
            assertThat(sum / weight).isGreaterThanOrEqualTo(height);
            height = sum / weight;
        }
        assertThat(large.at(6, 4)).isEqualTo(half);
        assertThat(large.at(53, 35)).isEqualTo(half);
        assertThat(large.at(4, 4)).isEqualTo(BLACK);
        assertThat(large.at(55, 35)).isEqualTo(BLACK);
    }

    @Test
    void aCurveToTheLeftIsTheSameTurnedRound() {
        Pixels there = black(30, 20);
        Pixels back = black(30, 20);
        there.curve(3, 4.5, 27, 15.5, 1.3, WHITE, 200);
        back.curve(27, 15.5, 3, 4.5, 1.3, WHITE, 200);

        assertThat(back.argb).isEqualTo(there.argb);
    }
}
