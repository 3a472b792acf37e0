package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LaneTest {
    private record Span(long start, long end, SpanState state, int row) {}

    private final AtomicLong now = new AtomicLong();
    private final Retention retention = new Retention(1L << 30);
    private final Lane lane = new Lane(0, Lane.Kind.WORKER, 1, 31, new Names(), now::get, retention);
    private final List<Span> expected = new ArrayList<>();

    private void fill(Random random, int count, int gap, int length) {
        long time = 100;
        for (int i = 0; i < count; i++) {
            long start = time + random.nextInt(gap);
            long end = start + random.nextInt(random.nextInt(100) == 0 ? length * 100 : length);
            SpanState state = SpanState.values()[random.nextInt(4)];
            lane.spans.open(start, i, state);
            lane.spans.close(end);
            expected.add(new Span(start, end, state, i));
            time = end;
        }
        now.set(time);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 17, 512, 4095, 4096, 4097, 20_000})
    void occupancyIsWhatAScanGives(int count) {
        Random random = new Random(count);
        fill(random, count, 50, 60);
        lane.spans.open(now.get() + 5, count, SpanState.BLOCKED);
        expected.add(new Span(now.get() + 5, now.get() + 500, SpanState.BLOCKED, count));
        now.addAndGet(500);

        for (int i = 0; i < 60; i++) {
            int pixels = 1 + random.nextInt(300);
            long from = random.nextLong(now.get() * 2) - now.get() / 2;
            double nsPerPixel = Math.exp(random.nextDouble() * Math.log(now.get() * 2.0 / pixels + 2));
            check(from, nsPerPixel, pixels);
        }
        check(0, now.get() / 100.0, 100);
    }

    private void check(long from, double nsPerPixel, int pixels) {
        Occupancy occupancy = new Occupancy();
        lane.occupancy(from, nsPerPixel, pixels, occupancy);
        for (int p = 0; p < pixels; p++) {
            long left = from + (long) (p * nsPerPixel);
            long right = from + (long) ((p + 1) * nsPerPixel);
            for (SpanState state : SpanState.values()) {
                long ns = 0;
                for (Span span : expected) {
                    if (span.state == state) {
                        ns += Math.max(0, Math.min(span.end, right) - Math.max(span.start, left));
                    }
                }
                assertThat(occupancy.ns(p, state)).as("from=%d scale=%f pixel=%d of %d", from, nsPerPixel, p, pixels)
                        .isCloseTo(ns, within(smear(nsPerPixel)));
            }
        }
    }

    /** Where blocks of spans are short against a pixel, what they hold may be divided in proportion between two of them. */
    private long smear(double nsPerPixel) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i + 16 < expected.size(); i += 16) {
            shortest = Math.min(shortest, expected.get(i + 16).start - expected.get(i).start);
        }
        return shortest < nsPerPixel / 4 ? (long) (nsPerPixel / 2) : 0;
    }

    @Test
    void whatPixelsHoldIsWhatSpansHoldAtAnyScale() {
        fill(new Random(9), 30_000, 50, 60);
        long[] sums = new long[SpanState.values().length];
        expected.forEach(span -> sums[span.state.index] += span.end - span.start);
        for (int pixels : new int[] {1, 10, 1000, 30_000}) {
            Occupancy occupancy = new Occupancy();
            lane.occupancy(0, (double) now.get() / pixels, pixels + 1, occupancy);
            for (SpanState state : SpanState.values()) {
                long sum = 0;
                for (int p = 0; p <= pixels; p++) {
                    assertThat(occupancy.ns(p, state)).isNotNegative();
                    sum += occupancy.ns(p, state);
                }
                assertThat(sum).isEqualTo(sums[state.index]);
            }
        }
    }

    @Test
    void everySpanIsCountedInOnePixel() {
        fill(new Random(7), 3000, 20, 20);
        Occupancy occupancy = new Occupancy();
        lane.occupancy(0, now.get() / 250.0, 251, occupancy);
        int sum = 0;
        for (int p = 0; p < 251; p++) {
            sum += occupancy.spans(p);
        }
        assertThat(sum).isEqualTo(3000);
    }

    @Test
    void spansOfARangeAreThoseThatTouchItAndAreLongEnough() {
        Random random = new Random(3);
        fill(random, 5000, 50, 60);
        for (int i = 0; i < 100; i++) {
            long from = random.nextLong(now.get());
            long to = from + random.nextLong(now.get() / 3);
            long least = random.nextInt(2000);
            List<Span> seen = new ArrayList<>();
            lane.spans(from, to, least, (start, end, state, row) -> seen.add(new Span(start, end, state, row)));
            List<Span> wanted = expected.stream()
                    .filter(s -> s.end > from && s.start < to && s.end - s.start >= least).toList();
            assertThat(seen).isEqualTo(wanted);
        }
    }

    @Test
    void spanAtNextAndPreviousAgreeWithAScan() {
        Random random = new Random(4);
        fill(random, 2000, 50, 60);
        SpanCursor cursor = new SpanCursor();
        for (int i = 0; i < 2000; i++) {
            long time = random.nextLong(now.get() + 200);
            Span at = expected.stream().filter(s -> s.start <= time && time < s.end).findFirst().orElse(null);
            Span next = expected.stream().filter(s -> s.start > time).findFirst().orElse(null);
            Span previous = expected.stream().filter(s -> s.end <= time && s.start < time).reduce((a, b) -> b)
                    .orElse(null);
            assertThat(lane.spanAt(time, cursor) ? cursor.taskRow() : -1).isEqualTo(at == null ? -1 : at.row);
            assertThat(lane.nextSpan(time, cursor) ? cursor.taskRow() : -1).isEqualTo(next == null ? -1 : next.row);
            assertThat(lane.previousSpan(time, cursor) ? cursor.taskRow() : -1)
                    .isEqualTo(previous == null ? -1 : previous.row);
        }
    }

    @Test
    void spansNeverOverlapWhateverTheTimes() {
        lane.spans.open(100, 1, SpanState.RUNNING);
        lane.spans.open(50, 2, SpanState.RUNNING);
        lane.spans.close(40);
        lane.spans.open(90, 3, SpanState.RUNNING);
        lane.spans.close(200);
        List<Span> seen = new ArrayList<>();
        lane.spans(0, 1000, 0, (start, end, state, row) -> seen.add(new Span(start, end, state, row)));
        assertThat(seen).extracting(Span::start).isSorted();
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i).start).isGreaterThanOrEqualTo(seen.get(i - 1).end);
        }
    }
}
