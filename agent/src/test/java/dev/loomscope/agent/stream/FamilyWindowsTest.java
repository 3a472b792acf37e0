package dev.loomscope.agent.stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A drain that goes round every millisecond, or when a window is to end or to begin. */
class FamilyWindowsTest {
    private static final long SECOND = 1_000_000_000;

    private final FamilyWindows windows = new FamilyWindows();
    private long now;
    private long recorded;
    private int opened;
    private boolean exact = true;
    private boolean read = true;

    /** So much comes for so long. */
    private void run(long duration, double perSecond, double limitPerSecond, double fillPerSecond, boolean lost) {
        long end = now + duration;
        while (now < end) {
            long step = Math.max(50_000, Math.min(1_000_000, windows.pause(now, limitPerSecond / SECOND)));
            now += step;
            if (windows.isOver(now)) {
                windows.close();
            }
            long calls = (long) (perSecond * step / SECOND);
            long seen = exact ? calls : 0;
            recorded += seen;
            windows.measure(step, calls);
            boolean next = windows.decide(
                    now, step, seen, limitPerSecond / SECOND, fillPerSecond / SECOND, lost && exact, read);
            opened += next && !exact ? 1 : 0;
            exact = next;
        }
    }

    @Test
    void whatFitsIsAlwaysRecorded() {
        run(5 * SECOND, 900_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isFalse();
        assertThat(recorded).isBetween(4_400_000L, 4_510_000L);
    }

    @Test
    void aRushThatIsSoonOverIsRecorded() {
        for (int rush = 0; rush < 3; rush++) {
            run(SECOND / 20, 6_000_000, 1_000_000, 100, false);
            run(SECOND, 10_000, 1_000_000, 10, false);
        }
        assertThat(windows.isWindowed()).isFalse();
        assertThat(recorded).isBetween(900_000L, 1_000_000L);
        run(SECOND, 6_000_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isTrue();
    }

    @Test
    void aRushThatOverflowsIsNot() {
        run(SECOND / 20, 6_000_000, 1_000_000, 100, true);
        assertThat(windows.isWindowed()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRecordedInWindowsThatKeepTheBudget() {
        run(SECOND, 10_000_000, 1_000_000, 1_000, false);
        recorded = 0;
        opened = 0;
        run(5 * SECOND, 10_000_000, 1_000_000, 1_000, false);
        assertThat(windows.isWindowed()).isTrue();
        assertThat(recorded).isBetween(4_500_000L, 5_500_000L);
        assertThat(opened).isGreaterThan(500);
    }

    @Test
    void itComesBackWhenItHasBeenCalmForASecond() {
        run(SECOND, 10_000_000, 1_000_000, 1_000, false);
        run(SECOND / 2, 700_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isTrue();
        run(2 * SECOND, 700_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isFalse();
        assertThat(exact).isTrue();
    }

    @Test
    void justBelowTheBudgetItDoesNotComeBack() {
        run(SECOND, 10_000_000, 1_000_000, 1_000, false);
        run(5 * SECOND, 900_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isTrue();
    }

    @Test
    void whereNobodyReadsThereAreNoWindowsUntilSomebodyDoes() {
        read = false;
        run(SECOND, 10_000_000, 1_000_000, 1_000, false);
        assertThat(windows.isWindowed()).isTrue();
        recorded = 0;
        run(5 * SECOND, 10_000_000, 1_000_000, 1_000, false);
        assertThat(recorded).isZero();
        assertThat(exact).isFalse();
        read = true;
        run(SECOND / 10, 10_000_000, 1_000_000, 1_000, false);
        assertThat(recorded).isPositive();
    }

    @Test
    void whatEndedBeforeARingWasFullIsRecordedAgainOnlyWhereItFits() {
        windows.closeEarly();
        run(SECOND / 100, 900_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isFalse();
        assertThat(exact).isTrue();
        run(SECOND / 50, 6_000_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isFalse();
        windows.closeEarly();
        run(SECOND / 50, 6_000_000, 1_000_000, 100, false);
        assertThat(windows.isWindowed()).isTrue();
    }

    @Test
    void windowsInWhichRingsOverflowBecomeShorter() {
        run(2 * SECOND, 10_000_000, 1_000_000, 100, false);
        opened = 0;
        run(2 * SECOND, 10_000_000, 1_000_000, 100, false);
        int before = opened;
        run(SECOND, 10_000_000, 1_000_000, 100, true);
        opened = 0;
        run(2 * SECOND, 10_000_000, 1_000_000, 100, true);
        assertThat(opened).isGreaterThan(before);
    }
}
