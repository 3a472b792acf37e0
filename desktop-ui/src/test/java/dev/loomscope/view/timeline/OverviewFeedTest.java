package dev.loomscope.view.timeline;

import java.time.Duration;

import dev.loomscope.model.SessionModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverviewFeedTest {
    private static final long SECOND = 1_000_000_000L;

    private final SessionModel session = MixedSession.model();
    private final OverviewFeed feed = new OverviewFeed();
    private long clock;

    /** Seconds pass until something new came, or so many did. */
    private boolean comes(SessionModel of, int columns) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        clock += 100 * SECOND;
        boolean asked = feed.refresh(of, columns, clock);
        while (!asked && feed.isComing() && System.nanoTime() < end) {
            asked = feed.refresh(of, columns, clock);
            Thread.onSpinWait();
        }
        return asked;
    }

    @Test
    void anOverviewIsMadeOnceForAWidthAndASession() {
        assertThat(comes(session, 100)).isTrue();
        assertThat(feed.latest().columns()).isEqualTo(100);
        assertThat(comes(session, 100)).isFalse();

        assertThat(comes(session, 300)).as("another width").isTrue();
        assertThat(feed.latest().columns()).isEqualTo(300);
        assertThat(comes(MixedSession.model(), 300)).as("another session of the same version").isTrue();
    }
}
