package dev.loomscope.export;

import java.io.IOException;
import java.util.BitSet;
import java.util.stream.IntStream;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;

/**
 * The submitted tasks of a pool as marks on one thread. A mark is a microsecond long, and shorter where the next task was
 * submitted sooner, so that marks do not overlap; tasks submitted in the same nanosecond nest.
 */
final class Submissions {
    private static final long MARK_NS = 1000;

    private final SessionModel model;
    private final TraceEvents events;
    private final BitSet started;

    /** @param started rows of the tasks to which an arrow goes */
    Submissions(SessionModel model, TraceEvents events, BitSet started) {
        this.model = model;
        this.events = events;
        this.started = started;
    }

    /** Whether a task has a mark: it is known, and it was seen to be submitted to a pool that is known. */
    static boolean isMarked(TaskTable tasks, int row) {
        return tasks.known(row) && tasks.pool(row) != 0 && !tasks.adopted(row);
    }

    void write(int pool, int process) throws IOException {
        TaskTable tasks = model.tasks();
        int[] rows = IntStream.range(0, tasks.size())
                .filter(row -> tasks.pool(row) == pool && isMarked(tasks, row)).boxed()
                .sorted((a, b) -> Long.compare(tasks.submitted(a), tasks.submitted(b))).mapToInt(Integer::intValue)
                .toArray();
        int next;
        for (int first = 0; first < rows.length; first = next) {
            long time = tasks.submitted(rows[first]);
            next = first + 1;
            while (next < rows.length && tasks.submitted(rows[next]) == time) {
                next++;
            }
            long length = next < rows.length ? Math.min(MARK_NS, tasks.submitted(rows[next]) - time) : MARK_NS;
            for (int i = first; i < next; i++) {
                events.submitted(process, ChromeTrace.SUBMITTED_THREAD, time, length, tasks, rows[i],
                        started.get(rows[i]));
            }
        }
    }
}
