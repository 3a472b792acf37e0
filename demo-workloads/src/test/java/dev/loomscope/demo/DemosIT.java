package dev.loomscope.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each demo and its healed twin for a few seconds in a JVM of its own, all at once: what they say at the end adds up. */
class DemosIT {
    private static ChildDemo webshop;
    private static ChildDemo webshopFixed;
    private static ChildDemo stuck;
    private static ChildDemo stuckFixed;
    private static ChildDemo saturation;
    private static ChildDemo saturationFixed;

    @BeforeAll
    static void start() throws IOException {
        webshop = ChildDemo.start("--for", "10s");
        webshopFixed = ChildDemo.start("webshop", "--fixed", "--for", "10s");
        stuck = ChildDemo.start("stuck-tasks", "--for", "6s");
        stuckFixed = ChildDemo.start("stuck-tasks", "--for", "6s", "--fixed");
        saturation = ChildDemo.start("pool-saturation", "--for", "3s");
        saturationFixed = ChildDemo.start("pool-saturation", "--for", "3s", "--fixed");
    }

    @AfterAll
    static void stop() {
        for (ChildDemo demo : List.of(webshop, webshopFixed, stuck, stuckFixed, saturation, saturationFixed)) {
            demo.close();
        }
    }

    @Test
    void threeStatementsHangForGood() throws Exception {
        Map<String, Long> counts = stuck.counts(0);
        assertThat(counts).containsEntry("open", 3L).containsEntry("failed", 0L);
        assertThat(counts.get("delivered")).isEqualTo(counts.get("requested") - 3).isPositive();
    }

    @Test
    void healedAllReportsAreDelivered() throws Exception {
        Map<String, Long> counts = stuckFixed.counts(0);
        assertThat(counts).containsEntry("open", 0L).containsEntry("failed", 0L);
        assertThat(counts.get("delivered")).isEqualTo(counts.get("requested")).isPositive();
    }

    @Test
    void fourThreadsLeavePhotosWaiting() throws Exception {
        Map<String, Long> counts = saturation.counts(0);
        assertThat(counts.get("waiting")).isPositive();
        assertThat(counts.get("uploaded"))
                .isEqualTo(counts.get("made") + counts.get("refused") + counts.get("waiting"));
    }

    @Test
    void healedNoPhotoWaits() throws Exception {
        Map<String, Long> counts = saturationFixed.counts(0);
        assertThat(counts).containsEntry("waiting", 0L);
        assertThat(counts.get("uploaded")).isEqualTo(counts.get("made") + counts.get("refused"));
    }

    @Test
    void everyOrderIsAccountedForInASale() throws Exception {
        webshop.await("the bank takes its time").await("SALE RUSH");
        Map<String, Long> counts = webshop.counts(0);
        assertThat(counts.get("placed"))
                .isEqualTo(counts.get("paid") + counts.get("failed") + counts.get("inFlight"))
                .isPositive();
        assertThat(counts.get("inFlight")).isPositive();
        assertThat(counts.get("invoices")).isPositive().isLessThanOrEqualTo(counts.get("paid"));
        assertThat(counts.get("spans")).isGreaterThanOrEqualTo(counts.get("paid"));
    }

    @Test
    void healedEveryOrderIsSettledAndBooked() throws Exception {
        Map<String, Long> counts = webshopFixed.counts(0);
        assertThat(counts).containsEntry("inFlight", 0L);
        assertThat(counts.get("placed")).isEqualTo(counts.get("paid") + counts.get("failed"));
        assertThat(counts.get("invoices")).isEqualTo(counts.get("paid")).isPositive();
        assertThat(counts.get("bookings")).isEqualTo(counts.get("paid"));
    }
}
