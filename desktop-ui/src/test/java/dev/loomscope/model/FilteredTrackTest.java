package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FilteredTrackTest {
    private static final int POOL = 3;
    private static final int TASKS = 400;

    private final SessionModel model = new SessionModel();

    /** Tasks of random lengths and gaps, one behind the other. */
    private Lane lane() throws BadInputException {
        Random random = new Random(3);
        model.apply(new Frames().events(e -> {
            e.beginRun(50);
            long time = 100;
            for (int task = 1; task <= TASKS; task++) {
                e.task(EventKind.SUBMIT, time, task, POOL, 1);
                e.task(EventKind.START, time += 1 + random.nextInt(40), task, POOL, 1);
                e.end(time += 1 + random.nextInt(90), task, Outcome.COMPLETED, 0);
            }
        }));
        return model.lanes().lane(0);
    }

    @Test
    void onlySpansOfWantedTasksAreShown() throws BadInputException {
        FilteredTrack third = new FilteredTrack(lane(), row -> row % 3 == 0);
        List<Integer> rows = new ArrayList<>();
        third.spans(0, Long.MAX_VALUE, 0, (_, _, _, row) -> rows.add(row));
        assertThat(rows).hasSize((TASKS + 2) / 3).allMatch(row -> row % 3 == 0);

        SpanCursor cursor = new SpanCursor();
        List<Integer> forward = new ArrayList<>();
        for (long time = 0; third.nextSpan(time, cursor); time = cursor.start()) {
            forward.add(cursor.taskRow());
        }
        assertThat(forward).isEqualTo(rows);
        List<Integer> back = new ArrayList<>();
        for (long time = model.now() + 1; third.previousSpan(time, cursor); time = cursor.start()) {
            back.add(cursor.taskRow());
        }
        assertThat(back).isEqualTo(rows.reversed());
    }

    @Test
    void timeAtAPlaceIsThatOfWantedTasks() throws BadInputException {
        Lane lane = lane();
        FilteredTrack third = new FilteredTrack(lane, row -> row % 3 == 0);
        Occupancy out = new Occupancy();
        double nsPerPixel = 37.5;
        int pixels = 300;
        long from = 500;
        third.occupancy(from, nsPerPixel, pixels, out);
        long[] expected = new long[1];
        lane.spans(from, from + (long) (pixels * nsPerPixel), 0, (start, end, _, row) -> {
            long ns = Math.min(end, from + (long) (pixels * nsPerPixel)) - Math.max(start, from);
            expected[0] += row % 3 == 0 ? ns : 0;
            return true;
        });
        long sum = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            assertThat(out.busy(pixel)).isLessThanOrEqualTo(38);
            sum += out.busy(pixel);
        }
        assertThat(sum).isEqualTo(expected[0]).isPositive();

        SpanCursor cursor = new SpanCursor();
        for (long time = from; time < from + 3000; time++) {
            boolean there = lane.spanAt(time, cursor) && cursor.taskRow() % 3 == 0;
            assertThat(third.spanAt(time, cursor)).isEqualTo(there);
        }
    }
}
