package dev.loomscope.view.pools;

import java.util.List;

import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnsTest {

    @Test
    void eachColumnHoldsTheMostOfItsTime() {
        SessionModel model = ShopSession.model(20);
        Pool payments = model.pools().stream().filter(pool -> pool.name().equals("payments")).findFirst().orElseThrow();
        Columns one = Columns.of(payments.series(), 0, model.now(), 1);
        Columns many = Columns.of(payments.series(), 0, model.now(), 400);
        int active = 0;
        int queue = 0;
        for (int i = 0; i < 400; i++) {
            active = Math.max(active, many.active(i));
            queue = Math.max(queue, many.queue(i));
        }

        assertThat(one.active(0)).isEqualTo(active).isEqualTo(4);
        assertThat(one.queue(0)).isEqualTo(queue).isEqualTo(one.peakQueue());
        assertThat(one.saturated(0)).isTrue();
        assertThat(one.peakWorkers()).isEqualTo(4);
    }

    @Test
    void figuresNameWhatThePoolHolds() {
        SessionModel model = ShopSession.model(20);
        PoolFigures payments = PoolFigures.of(model, List.of(), PoolsViewModel.WINDOW).stream()
                .filter(pool -> pool.name().equals("payments")).findFirst().orElseThrow();

        assertThat(payments.workers()).endsWith(" / 4");
        assertThat(payments.kind()).isEqualTo("thread pool");
        assertThat(payments.saturated()).isBetween(0.0, 1.0);
        assertThat(payments.to() - payments.from()).isLessThanOrEqualTo(PoolsViewModel.WINDOW);
    }
}
