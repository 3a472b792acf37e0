package dev.loomscope.model;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanChunkTest {
    private static final long[] LENGTHS = {0, 1, 999_999_999, (1 << 30) - 2, (1 << 30) - 1, 1 << 30, 1L << 32,
            3_600_000_000_000L, 7};

    private final Retention retention = new Retention(1L << 30);
    private final AtomicLong now = new AtomicLong();

    private Lane lane(Lane.Kind kind) {
        return new Lane(0, kind, 1, 31, new Names(), now::get, retention);
    }

    @Test
    void lengthsAndWaitsOfAnySizeAreExact() {
        Lane lane = lane(Lane.Kind.CARRIER);
        long time = 5;
        for (int i = 0; i < 30_000; i++) {
            SpanState state = SpanState.values()[i % 4];
            lane.spans.open(time, i, state, LENGTHS[(i + 3) % LENGTHS.length], i - 1);
            lane.spans.close(time + LENGTHS[i % LENGTHS.length]);
            time += LENGTHS[i % LENGTHS.length] + 1;
        }
        Spans.View view = lane.spans.view();
        time = 5;
        for (int i = 0; i < 30_000; i++) {
            SpanChunk chunk = view.chunk(i);
            int at = i & (SpanChunk.SPANS - 1);
            assertThat(chunk.start[at]).isEqualTo(time);
            assertThat(chunk.length(at)).isEqualTo(LENGTHS[i % LENGTHS.length]);
            assertThat(chunk.state(at)).isEqualTo(i % 4);
            assertThat(chunk.taskRow[at]).isEqualTo(i);
            assertThat(chunk.ready(at)).isEqualTo(LENGTHS[(i + 3) % LENGTHS.length]);
            assertThat(chunk.waker(at)).isEqualTo(i - 1);
            time += LENGTHS[i % LENGTHS.length] + 1;
        }
    }

    @Test
    void whatIsBookedLateStandsInItsSpan() {
        Lane lane = lane(Lane.Kind.CARRIER);
        for (int i = 0; i < 5000; i++) {
            lane.spans.open(i * 10L, i, SpanState.RUNNING, i % 2 == 0 ? 1L << 40 : 3, -1);
            lane.spans.close(i * 10L + 5);
        }
        lane.spans.wokenEarlier(4001, 1L << 41, 77);
        lane.spans.wokenEarlier(4000, 8, 78);
        lane.spans.wokenEarlier(3999, 1L << 42, 79);
        SpanCursor cursor = new SpanCursor();
        for (int i = 0; i < 5000; i++) {
            assertThat(lane.spanAt(i * 10L, cursor)).isTrue();
            long ready = i == 3999 ? 1L << 42 : i == 4000 ? 8 : i == 4001 ? 1L << 41 : i % 2 == 0 ? 1L << 40 : 3;
            assertThat(cursor.ready()).as("span %d", i).isEqualTo(ready);
            assertThat(cursor.waker()).isEqualTo(i < 3999 || i > 4001 ? -1 : i == 4001 ? 77 : i == 4000 ? 78 : 79);
        }
    }

    @Test
    void aSpanTakesAtMost24BytesAnd28WithItsLevelOfDetail() {
        for (Lane.Kind kind : Lane.Kind.values()) {
            long before = retention.taken();
            Lane lane = lane(kind);
            int count = 100 * SpanChunk.SPANS;
            for (int i = 0; i < count; i++) {
                lane.spans.open(i * 10L, i, SpanState.RUNNING, 3, -1);
                lane.spans.close(i * 10L + 5);
            }
            int bytes = SpanChunk.SPAN_BYTES + (kind == Lane.Kind.CARRIER ? SpanChunk.WAKE_BYTES : 0);
            assertThat(bytes).isLessThanOrEqualTo(24);
            assertThat((double) (retention.taken() - before) / count).isBetween((double) bytes, bytes + 4.0);
        }
    }
}
