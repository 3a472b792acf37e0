package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The polls of one task, oldest first. Those of a virtual thread are looked for on the lanes of all carriers while it lived,
 * which is not done without bound.
 *
 * @param complete whether none is missing, but for what is forgotten
 */
public record TaskPolls(List<Poll> polls, boolean complete) {
    /** More polls than anybody reads. */
    private static final int MOST_POLLS = 100_000;

    /** Spans looked at: some tens of ms. */
    private static final long MOST_SPANS = 20_000_000;

    private static final SpanState[] STATES = SpanState.values();

    /**
     * A stretch of a poll in one state.
     *
     * @param start in ns since the epoch
     * @param end in ns since the epoch; of an open one the model's present
     * @param ready ns that the virtual thread had been runnable before
     * @param waker row of the task that woke it, -1 where that is not known
     * @param goesOn whether the task had not left the thread since the stretch before
     */
    public record Poll(Lane lane, long start, long end, SpanState state, long ready, int waker, boolean open,
            boolean goesOn) {}

    /** The polls that touch a time range; none of a task that is forgotten. */
    public static TaskPolls of(SessionModel model, int row, long from, long to) {
        TaskTable tasks = model.tasks();
        if (!tasks.known(row) || tasks.started(row) < 0) {
            return new TaskPolls(List.of(), true);
        }
        long ended = tasks.ended(row);
        Search search = new Search(row, Math.max(from, tasks.submitted(row)), ended < 0 ? to : Math.min(to, ended + 1));
        LaneTable lanes = model.lanes();
        if (tasks.virtualThread(row) == 0) {
            Lane lane = lanes.ofThread(tasks.workerThread(row));
            if (lane != null) {
                search.look(lane, model.now());
            }
        } else {
            for (int id = 0, size = lanes.size(); id < size; id++) {
                Lane lane = lanes.lane(id);
                if (lane.kind() == Lane.Kind.CARRIER) {
                    search.look(lane, model.now());
                }
            }
        }
        return search.result();
    }

    private static final class Search {
        private final int row;
        private final long from;
        private final long to;
        private final List<Poll> found = new ArrayList<>();
        private long left = MOST_SPANS;
        private boolean complete = true;

        Search(int row, long from, long to) {
            this.row = row;
            this.from = from;
            this.to = to;
        }

        void look(Lane lane, long now) {
            Spans.View view = lane.spans.view();
            long span = Math.max(view.first(), view.firstFrom(from, view.first()) - 1);
            while (span < view.count()) {
                SpanChunk chunk = view.chunk(span);
                int at = (int) span & (SpanChunk.SPANS - 1);
                int end = (int) Math.min(SpanChunk.SPANS, view.count() - (span - at));
                if (chunk.start[at] >= to) {
                    return;
                }
                left -= end - at;
                if (left < 0 || found.size() > MOST_POLLS) {
                    complete = false;
                    return;
                }
                look(lane, chunk, at, end);
                span += end - at;
            }
            long end = Math.max(now, view.openStart());
            if (view.openRow() == row && view.openStart() >= 0 && view.openStart() < to && end >= from) {
                found.add(new Poll(lane, view.openStart(), end, STATES[view.openState()], view.openReady(),
                        view.openWaker(), true, false));
            }
        }

        private void look(Lane lane, SpanChunk chunk, int begin, int end) {
            int[] rows = chunk.taskRow;
            for (int at = begin; at < end; at++) {
                if (rows[at] == row && chunk.start[at] < to && chunk.end(at) > from) {
                    found.add(new Poll(lane, chunk.start[at], chunk.end(at), STATES[chunk.state(at)], chunk.ready(at),
                            chunk.waker(at), false, false));
                }
            }
        }

        TaskPolls result() {
            found.sort(Comparator.comparingLong(Poll::start));
            List<Poll> joined = new ArrayList<>(found.size());
            Poll before = null;
            for (Poll poll : found) {
                boolean goesOn = before != null && before.lane == poll.lane && before.end == poll.start
                        && poll.ready == 0;
                joined.add(new Poll(poll.lane, poll.start, poll.end, poll.state, poll.ready, poll.waker, poll.open,
                        goesOn));
                before = poll;
            }
            return new TaskPolls(List.copyOf(joined), complete);
        }
    }
}
