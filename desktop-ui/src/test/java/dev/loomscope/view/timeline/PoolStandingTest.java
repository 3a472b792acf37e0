package dev.loomscope.view.timeline;

import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolStandingTest {
    private final SessionModel session = ShopSession.model(45);
    private final Pool payments = session.pools().stream().filter(pool -> pool.name().equals("payments")).findFirst()
            .orElseThrow();
    private final PoolSeries series = payments.series();
    private final TimelineModel model = new TimelineModel(Runnable::run);

    @Test
    void atATimeItStandsAsItWasSeenLastBefore() {
        for (int i = series.oldest(); i < series.size() - 1; i++) {
            PoolStanding seen = new PoolStanding(series.active(i), series.queue(i), series.size(i), series.max(i),
                    false);
            assertThat(PoolStanding.at(payments, series.time(i))).isEqualTo(seen);
            assertThat(PoolStanding.at(payments, series.time(i + 1) - 1)).isEqualTo(seen);
        }
        assertThat(PoolStanding.at(payments, series.time(series.oldest()) - 1).inWords("worker"))
                .isEqualTo("no worker");
    }

    @Test
    void atPresentItStandsAsItDoes() {
        PoolStanding present = new PoolStanding(payments.active(), payments.queue(), payments.size(), payments.max(),
                payments.shutdown());
        assertThat(PoolStanding.at(payments, series.time(series.size() - 1))).isEqualTo(present);

        model.resize(800, 300);
        model.setSession(session, false, 0);
        model.jumpTo(0, (double) session.now());
        assertThat(PoolStanding.of(payments, model)).isEqualTo(present);
        model.jumpTo(0, (double) series.time(3));
        assertThat(PoolStanding.of(payments, model)).isEqualTo(PoolStanding.at(payments, series.time(3)));
    }

    @Test
    void wordsSayWhatThereIsRoomFor() {
        assertThat(new PoolStanding(2, 0, 3, 4, false).inWords("worker")).isEqualTo("2 of 4 workers busy");
        assertThat(new PoolStanding(2, 7, 3, 4, false).inWords("worker")).isEqualTo("2 of 4 busy");
        assertThat(new PoolStanding(1, 0, 3, Pool.UNBOUNDED, false).inWords("carrier"))
                .isEqualTo("1 of 3 carriers busy");
        assertThat(new PoolStanding(0, 0, 0, 4, true).inWords("worker")).isEqualTo("shut down");
    }
}
