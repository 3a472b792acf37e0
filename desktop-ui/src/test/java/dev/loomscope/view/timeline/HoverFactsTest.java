package dev.loomscope.view.timeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.model.Frames;
import dev.loomscope.model.SpanState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoverFactsTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();

    @BeforeEach
    void oneWorker() throws Exception {
        session.session(1_767_258_000_000L);
        session.worker(0).task(100 * MILLI, 200 * MILLI).failedTask(300 * MILLI, 500 * MILLI).open(800 * MILLI);
        session.until(SECOND);
        session.model.apply(new Frames().loss("task", 1234, 600 * MILLI, 700 * MILLI));
        model.resize(1000, 400);
        model.setSession(session.model, false, 0);
        model.jumpTo(0, SECOND);
        for (int i = 1; i < 50; i++) {
            model.advance(i * 16 * MILLI);
        }
    }

    private double laneY() {
        return model.inSight().stream().filter(row -> row.row().track() != null)
                .mapToDouble(row -> (row.top() + row.bottom()) / 2).findFirst().orElseThrow();
    }

    private @Nullable HoverFacts at(double x, double y) {
        return HoverFacts.of(model.pointer().look(x, y), model);
    }

    private static String fact(HoverFacts facts, String name) {
        return facts.facts().stream().filter(fact -> fact.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void aRunSaysWhatRanAndForHowLong() {
        HoverFacts facts = Objects.requireNonNull(at(150, laneY()));

        assertThat(facts.title()).isEqualTo("Checkout");
        assertThat(facts.state()).isEqualTo("Running for 100.0 ms");
        assertThat(facts.hue()).isEqualTo(SpanState.RUNNING);
        assertThat(fact(facts, "Task")).isEqualTo("#1  executor");
        assertThat(fact(facts, "Thread")).isEqualTo("orders-1");
        assertThat(fact(facts, "Began")).isEqualTo("0.100 s");
        assertThat(facts.finding()).isEmpty();
    }

    @Test
    void aFailedRunSaysWithWhat() {
        HoverFacts facts = Objects.requireNonNull(at(499, laneY()));

        assertThat(fact(facts, "Failed with")).isEqualTo("IllegalStateException");
    }

    @Test
    void whatIsOpenGoesOn() {
        assertThat(Objects.requireNonNull(at(900, laneY())).state()).endsWith(", goes on");
    }

    @Test
    void whereNothingIsNothingIsSaid() {
        assertThat(at(550, laneY())).isNull();
        assertThat(at(550, 399)).isNull();
    }

    @Test
    void whereEventsWereLostThatIsSaid() {
        HoverFacts facts = Objects.requireNonNull(at(650, laneY()));

        assertThat(facts.title()).isEqualTo("Events were lost");
        assertThat(fact(facts, "Lost")).isEqualTo("1,234 events of pools in 100.0 ms");
    }

    @Test
    void aFindingIsSaidWithWhatItIsAbout() {
        Finding finding = new Finding("stuck-task", "1", Severity.CRITICAL, "A task is stuck.", "Look.",
                SmallSession.POOL, List.of(3L), List.of("orders-1"), 800 * MILLI, SECOND, List.of(), Map.of());
        model.setFindings(List.of(finding));

        assertThat(Objects.requireNonNull(at(900, laneY())).finding()).isEqualTo("A task is stuck.");
    }

    @Test
    void aHeaderSaysHowItsPoolStood() throws Exception {
        session.model.apply(new Frames().sample(SECOND, Frames.pool(SmallSession.POOL, 4, 4, 7), ""));
        HoverFacts facts = Objects.requireNonNull(at(1000, 10));

        assertThat(facts.state()).isEmpty();
        assertThat(fact(facts, "Longest queue")).isNotEmpty();
    }
}
