package dev.loomscope.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.model.LeaveReason;
import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;

/** What the virtual threads wait for that are live, those that wait for the same sort of thing together. */
final class VirtualWaits {
    private VirtualWaits() {}

    /**
     * Virtual threads that wait for the same sort of thing.
     *
     * @param what in words, with the class of what they wait for where that is known
     */
    record WaitPart(String what, int threads) {}

    /** The most frequent first. */
    static List<WaitPart> of(SessionModel model) {
        Map<String, Integer> counts = new HashMap<>();
        TaskTable tasks = model.tasks();
        int end = tasks.size();
        int oldest = tasks.oldest();
        for (int row = 0; row < end; row++) {
            boolean known = row >= oldest || tasks.known(row);
            if (known && tasks.virtualThread(row) != 0 && tasks.state(row) == TaskState.WAITING
                    && tasks.kind(row) != TaskKind.WORKER) {
                counts.merge(what(model, row), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream().map(entry -> new WaitPart(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(WaitPart::threads).reversed().thenComparing(WaitPart::what)).toList();
    }

    private static String what(SessionModel model, int row) {
        Wait wait = model.waits().ofTask(model.tasks(), row);
        if (wait == null) {
            return words(model.tasks().leaveReason(row));
        }
        String waited = wait.waitedClass() == 0 ? Names.UNKNOWN : model.names().simpleClassName(wait.waitedClass());
        return wait.kind().words() + (waited.equals(Names.UNKNOWN) ? "" : " (" + WaitWords.brief(waited) + ")");
    }

    /** As the kinds of waits are said. */
    private static String words(LeaveReason reason) {
        return switch (reason) {
            case MONITOR -> Wait.Kind.MONITOR.words();
            case WAIT -> Wait.Kind.OBJECT_WAIT.words();
            case IO -> Wait.Kind.IO.words();
            case SLEEP -> Wait.Kind.SLEEP.words();
            case PARK, YIELD, UNKNOWN -> reason.words();
        };
    }
}
