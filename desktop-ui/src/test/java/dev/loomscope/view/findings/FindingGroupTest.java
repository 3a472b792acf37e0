package dev.loomscope.view.findings;

import java.util.List;
import java.util.Map;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Severity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingGroupTest {
    private static final FindingPlaces PLACES = new FindingPlaces() {
        @Override
        public void timeline(Finding finding) {}

        @Override
        public void task(long id) {}

        @Override
        public void tasks(Finding finding) {}

        @Override
        public void pool(int id) {}

        @Override
        public String taskName(long id) {
            return id == 7 ? "" : "Pay";
        }

        @Override
        public String poolName(int id) {
            return "payments";
        }

        @Override
        public String moment(long time) {
            return "@" + time;
        }
    };

    private static Finding finding(String kind, String key, Severity severity) {
        return new Finding(kind, key, severity, "Something " + key + ".", "Mend it.", 1, List.of(3L, 7L), List.of(),
                5, 2_000_000_005L, List.of("com.acme.Pay.run(Pay.java:7)"),
                Map.of("site", "Shop.order:12", "waits", List.of("a waits", "which does not wait")));
    }

    @Test
    void theKindWithTheWorstFindingComesFirst() {
        List<FindingGroup> groups = FindingGroup.of(List.of(finding("lock-cycle", "a", Severity.CRITICAL),
                finding("stuck-task", "b", Severity.WARNING), finding("lock-cycle", "c", Severity.WARNING),
                finding("stuck-task", "d", Severity.INFO)));

        assertThat(groups).extracting(group -> group.kind().title()).containsExactly("Lock cycles", "Stuck tasks");
        assertThat(groups.getFirst().findings()).extracting(Finding::key).containsExactly("a", "c");
        assertThat(groups.getLast().worst()).isEqualTo(Severity.WARNING);
    }

    @Test
    void everyKindThereIsHasATitleAndAMeaning() {
        assertThat(Insight.kinds()).map(FindingKind::of).allSatisfy(kind -> {
            assertThat(kind.title()).isNotBlank().isNotEqualTo(kind.name());
            assertThat(kind.meaning()).isNotBlank();
        });
        assertThat(FindingKind.of("new-fault").title()).isEqualTo("New fault");
    }

    @Test
    void aFindingIsCopiedWithAllThatTellsOfIt() {
        assertThat(FindingText.of(finding("stuck-task", "x", Severity.WARNING), PLACES)).isEqualTo("""
                stuck-task (warning)
                Something x.
                What to do: Mend it.
                When: for 2.00 s from @5
                Submitted at: Shop.order:12
                  a waits
                  which does not wait
                Tasks: #3 Pay, #7
                \tat com.acme.Pay.run(Pay.java:7)
                """);
    }
}
