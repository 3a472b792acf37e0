package dev.loomscope.view.shell;

import java.util.List;

import dev.loomscope.insight.Finding;
import dev.loomscope.session.State;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionViewModelTest {
    private final ShopSession shop = new ShopSession();

    @Test
    void aFindingLeadsToItsTaskOnTheTimeline() {
        shop.advance(45);
        SessionViewModel session = session(new State(State.Phase.REPLAY, ""));
        session.viewProperty().set(ViewName.FINDINGS);
        Finding stuck = session.findings().findingsProperty().get().stream()
                .filter(finding -> finding.kind().equals("stuck-task")).findFirst().orElseThrow();
        session.open(stuck);

        assertThat(session.viewProperty().get()).isEqualTo(ViewName.TIMELINE);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(shop.stuck());
        assertThat(session.timeline().selectedTask()).isEqualTo(shop.stuck());
        assertThat(session.liveProperty().get()).isFalse();
    }

    @Test
    void selectionIsOneForTableAndTimeline() {
        shop.advance(1);
        SessionViewModel session = session(new State(State.Phase.REPLAY, ""));
        session.timeline().selectTask(3);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(3);
        session.tasks().selectedProperty().set(7);
        assertThat(session.timeline().selectedTask()).isEqualTo(7);
    }

    @Test
    void statesOutOfTheOrdinaryAreSaid() {
        assertThat(session(new State(State.Phase.LOST, "the socket was closed")).bannerProperty().get())
                .isEqualTo(new Banner(
                        "warning",
                        "The connection is lost: the socket was closed. It is tried again; what was seen stays here."));
        assertThat(session(new State(State.Phase.ENDED, "exit")).bannerProperty().get())
                .isEqualTo(new Banner("info", "The JVM has exited. What was seen stays here."));
        assertThat(session(new State(State.Phase.LIVE, "")).bannerProperty().get().isNone()).isTrue();
    }

    @Test
    void cardsShowHowTheSessionStands() {
        shop.advance(45);
        List<Stat> stats = session(new State(State.Phase.REPLAY, "")).stats().statsProperty().get();

        assertThat(stats).extracting(Stat::name).containsExactly("Live tasks", "Queued", "Wait p99", "Failed",
                "Events lost");
        assertThat(stats.get(2).note()).isEqualTo("payments");
        assertThat(stats.get(4)).isEqualTo(new Stat("Events lost", "0", stats.get(4).note(), Stat.Tone.FAINT));
    }

    @Test
    void saturationIsKnownWhereSamplesAre() {
        shop.advance(20);
        Saturation saturation = Saturation.of(shop.model(), -20_000_000_000L, 20_000_000_000L, 40);

        for (int i = 0; i < 20; i++) {
            assertThat(saturation.shares()[i]).isNaN();
            assertThat(saturation.shares()[i + 20]).isBetween(0.0, 1.0);
        }
        assertThat(saturation.full()).contains(true);
    }

    private SessionViewModel session(State state) {
        SessionViewModel session = new SessionViewModel(new Feed.Still("shop", shop.model(), state, null),
                Settings.fresh(),
                Threads.here());
        session.refresh();
        return session;
    }
}
