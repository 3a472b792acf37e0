package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ColumnsTest {
    private final Columns columns = new Columns();

    @Test
    void aLoneSpanStaysSharp() {
        columns.reset(40);
        columns.set(20, 0, 0.5f);
        columns.setSpans(20, 1);
        columns.judge(10, 1);
        columns.settle(4);

        assertThat(columns.part(20, 0)).isEqualTo(0.5f);
        assertThat(columns.part(19, 0)).isZero();
        assertThat(columns.part(21, 0)).isZero();
    }

    @Test
    void aDenseStretchBecomesEven() {
        columns.reset(40);
        for (int i = 0; i < 40; i++) {
            columns.set(i, 0, i % 2 == 0 ? 0.9f : 0.1f);
            columns.setSpans(i, 5);
        }
        columns.judge(10, 1);
        columns.settle(4);

        for (int i = 5; i < 35; i++) {
            assertThat(columns.part(i, 0)).as("column=%d", i).isCloseTo(0.5f, within(0.06f));
        }
    }

    @Test
    void aSmallClusterInAnEmptyLaneStaysSharp() {
        columns.reset(100);
        for (int i = 50; i < 54; i += 2) {
            columns.set(i, 0, 1);
            columns.setSpans(i, 1);
        }
        columns.judge(28, 1);
        columns.settle(5);

        assertThat(columns.part(50, 0)).isEqualTo(1);
        assertThat(columns.part(51, 0)).isZero();
    }

    @Test
    void aRareSevereStateStaysMarkedWhereItWas() {
        columns.reset(40);
        for (int i = 0; i < 40; i++) {
            columns.set(i, 0, 0.8f);
            columns.setSpans(i, 5);
        }
        columns.set(17, 2, 0.001f);
        columns.judge(10, 1);
        columns.settle(4);

        assertThat(columns.present(17, 2)).isTrue();
        assertThat(columns.present(16, 2)).isFalse();
        assertThat(columns.part(16, 2)).isBetween(1e-5f, 1e-3f);
    }

    @Test
    void whatIsDrawnByItselfIsTakenOut() {
        columns.reset(10);
        columns.set(2, 0, 0.5f);
        columns.set(3, 0, 1);
        columns.set(4, 0, 0.75f);
        columns.judge(10, 1);
        columns.cut(2.5, 4.25, 0);
        columns.settle(0);

        assertThat(columns.part(2, 0)).isZero();
        assertThat(columns.part(3, 0)).isZero();
        assertThat(columns.part(4, 0)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void neighboursOfABlockAreNotBrightenedByIt() {
        columns.reset(20);
        for (int i = 0; i < 20; i++) {
            columns.set(i, 0, i < 10 ? 1 : 0.2f);
            columns.setSpans(i, i < 10 ? 0 : 4);
        }
        columns.judge(10, 1);
        columns.cut(0, 10, 0);
        columns.settle(4);

        assertThat(columns.part(10, 0)).isCloseTo(0.2f, within(1e-3f));
        assertThat(columns.part(15, 0)).isCloseTo(0.2f, within(1e-3f));
    }

    @Test
    void aResetForgets() {
        columns.reset(4);
        columns.set(1, 3, 1);
        columns.cut(0, 4, 0);
        columns.reset(4);
        columns.judge(10, 1);
        columns.settle(2);

        assertThat(columns.part(1, 3)).isZero();
    }
}
