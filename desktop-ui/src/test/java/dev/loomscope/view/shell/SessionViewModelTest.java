package dev.loomscope.view.shell;

import java.util.List;
import java.util.Objects;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.State;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.timeline.MixedSession;
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
        session.places().open(stuck);

        assertThat(session.viewProperty().get()).isEqualTo(ViewName.TIMELINE);
        assertThat(session.tasks().selectedProperty().get()).isEqualTo(shop.stuck());
        assertThat(session.timeline().selectedTask()).isEqualTo(shop.stuck());
        assertThat(session.timeline().isFollowing()).isFalse();
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
                        "The connection is lost: the socket was closed. It is tried again; what was seen stays here.",
                        -1, List.of(Banner.Action.CLOSE)));
        assertThat(session(new State(State.Phase.LOST, "nobody listens: is it still there?")).bannerProperty().get()
                .text()).isEqualTo("The connection is lost: nobody listens: is it still there? It is tried again; "
                        + "what was seen stays here.");
        assertThat(session(new State(State.Phase.ENDED, "exit")).bannerProperty().get())
                .isEqualTo(new Banner("info", "The JVM has exited. What was seen stays here.", -1,
                        List.of(Banner.Action.OTHER, Banner.Action.CLOSE)));
        assertThat(session(new State(State.Phase.LIVE, "")).bannerProperty().get().isNone()).isTrue();
    }

    @Test
    void aRecordingThatIsReadSaysHowFarAndOneThatIsCutWhatIsKept() {
        shop.advance(10);
        FakeReplay replay = new FakeReplay(0, 10_000_000_000L).loaded(0.25);
        SessionViewModel reading = new SessionViewModel(
                new Feed.Still("a.loomscope", shop.model(), new State(State.Phase.CONNECTING, ""), replay),
                Settings.fresh(), Threads.here());
        reading.refresh();
        assertThat(reading.bannerProperty().get().part()).isEqualTo(0.25);
        assertThat(reading.bannerProperty().get().actions()).containsExactly(Banner.Action.CANCEL);

        replay.warning("a.loomscope is cut at byte=7");
        reading.refresh();
        assertThat(reading.bannerProperty().get().text())
                .isEqualTo("a.loomscope is cut at byte=7. What was read before, 10.0 s, is here.");
        assertThat(reading.bannerProperty().get().actions()).containsExactly(Banner.Action.DISMISS);
        reading.dismissBanner();
        assertThat(reading.bannerProperty().get().isNone()).isTrue();
    }

    @Test
    void aTimeOfThePoolsIsATimeOfTheTimeline() {
        shop.advance(45);
        SessionViewModel session = session(new State(State.Phase.REPLAY, ""));
        session.timeline().jumpTo(10e9, 30e9);
        session.viewProperty().set(ViewName.POOLS);
        session.refresh();
        assertThat(session.pools().historyProperty().get()).isNotNull();
        assertThat(session.pools().historyProperty().get().axis().from()).isEqualTo(10_000_000_000L);
        session.places().openTime(25_000_000_000L);

        assertThat(session.viewProperty().get()).isEqualTo(ViewName.TIMELINE);
        session.timeline().advance(System.nanoTime() + 3_000_000_000L);
        session.timeline().advance(System.nanoTime() + 6_000_000_000L);
        assertThat((session.timeline().from() + session.timeline().to()) / 2).isBetween(24_900_000_000L,
                25_100_000_000L);
    }

    @Test
    void timesAreWrittenOneWayOnAllScreens() {
        SessionModel model = MixedSession.model();
        Settings settings = Settings.fresh();
        FakeReplay replay = new FakeReplay(0, 10_000_000_000L);
        SessionViewModel session = new SessionViewModel(
                new Feed.Still("shop", model, new State(State.Phase.REPLAY, ""), replay), settings, Threads.here());
        assertThat(session.momentsProperty().get().wall()).isFalse();
        session.timeline().wallTimeProperty().set(true);

        assertThat(settings.store().get(Keys.CLOCK)).isTrue();
        Moments moments = session.momentsProperty().get();
        assertThat(moments.wall()).isTrue();
        assertThat(session.timeline().moments()).isEqualTo(moments);
        assertThat(session.tasks().momentsProperty().get()).isEqualTo(moments);
        assertThat(session.findings().momentsProperty().get()).isEqualTo(moments);
        session.refresh();
        assertThat(Objects.requireNonNull(session.replay()).clockProperty().get())
                .isEqualTo(moments.of(6_666_666_666L, 1_000_000_000L) + " / "
                        + moments.of(10_000_000_000L, 1_000_000_000L));
    }

    @Test
    void aFilterThatWasUsedIsRememberedForTheNextSession() {
        shop.advance(1);
        Settings settings = Settings.fresh();
        SessionViewModel first = new SessionViewModel(new Feed.Still("shop", shop.model()), settings, Threads.here());
        first.filter().textProperty().set("pool:mail");
        first.completion().use();
        first.find().textProperty().set("state:failed");
        first.findCompletion().use();

        assertThat(settings.store().get(Keys.FILTERS)).containsExactly("state:failed", "pool:mail");
        SessionViewModel next = new SessionViewModel(new Feed.Still("next", shop.model()), settings, Threads.here());
        next.completion().move(true);
        assertThat(next.completion().proposalsProperty().get().getFirst().text()).isEqualTo("state:failed");
    }

    @Test
    void cardsShowHowTheSessionStands() {
        shop.advance(45);
        List<Stat> stats = session(new State(State.Phase.REPLAY, "")).stats().statsProperty().get();

        assertThat(stats).extracting(Stat::name).containsExactly("Live tasks", "Queued", "Wait p99", "Failed",
                "Events lost");
        assertThat(stats.get(2).note()).isEqualTo("payments");
        assertThat(stats.get(4)).isEqualTo(new Stat("Events lost", "0",
                "of " + Figures.brief(shop.model().eventsReceived()), Stat.Tone.FAINT));
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
