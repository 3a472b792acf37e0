package dev.loomscope.view.replay;

import java.util.Arrays;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.shell.FakeReplay;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayViewModelTest {
    private static final long SECOND = 1_000_000_000L;

    private SessionModel model = ShopSession.model(3);
    private final FakeReplay control = new FakeReplay(0, 60 * SECOND);
    private final ReplayViewModel replay = new ReplayViewModel(control, () -> model, Runnable::run, Runnable::run);

    @Test
    void showsWhereItStands() {
        replay.seek(0.25);

        assertThat(control.position()).isEqualTo(15 * SECOND);
        assertThat(replay.clockProperty().get()).isEqualTo("15 s / 1:00");
        assertThat(replay.partProperty().get()).isEqualTo(0.25);
        replay.step(-20 * SECOND);
        assertThat(control.position()).isZero();
    }

    @Test
    void countsAsTheRulerDoesWhereverTheRecordingBegins() {
        ReplayViewModel late = new ReplayViewModel(new FakeReplay(40 * SECOND, 100 * SECOND), () -> model,
                Runnable::run, Runnable::run);
        late.seek(0.25);
        assertThat(late.clockProperty().get()).isEqualTo("55 s / 1:40");
    }

    @Test
    void speedsGoFromAQuarterToSixteen() {
        for (int i = 0; i < 9; i++) {
            replay.shift(true);
        }
        assertThat(replay.speedProperty().get()).isEqualTo(16);
        for (int i = 0; i < 9; i++) {
            replay.shift(false);
        }
        assertThat(control.speed()).isEqualTo(0.25);
    }

    @Test
    void toggleTurnsPlayingRound() {
        replay.toggle();
        assertThat(replay.playingProperty().get()).isTrue();
        replay.toggle();
        assertThat(control.playing()).isFalse();
    }

    @Test
    void densityIsThatOfTheFileUntilAllOfItIsKnown() {
        control.activity = new long[] {0, 100, 25};
        replay.refresh();
        assertThat(replay.densityProperty().get()).containsExactly(0, 1, 0.5);
        control.seek(60 * SECOND);
        replay.refresh();
        assertThat(replay.densityProperty().get()).hasSize(ReplayViewModel.COLUMNS);
    }

    @Test
    void densityStaysWhenTheReplayGoesBack() {
        replay.refresh();
        double[] full = replay.densityProperty().get();
        assertThat(Arrays.stream(full).filter(value -> value > 0).count()).isEqualTo(20);
        model = ShopSession.model(1);
        replay.refresh();

        assertThat(replay.densityProperty().get()).isSameAs(full);
    }
}
