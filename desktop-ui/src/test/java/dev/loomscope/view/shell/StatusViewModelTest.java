package dev.loomscope.view.shell;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatusViewModelTest {
    private static final long MS = 1_000_000;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    private StatusViewModel.Status status() {
        return new StatusViewModel(new Feed.Still("shop", model), () -> 0).statusProperty().get();
    }

    @Test
    void whatIsCountedOnlyIsSaidWithItsRateWhileItLasts() throws BadInputException {
        assertThat(status().counted()).isEmpty();
        model.apply(frames.events(2000 * MS, e -> {
            e.beginRun(1);
            e.note(EventKind.MODE, 1000 * MS, TaskFamily.FORK_JOIN, 0, 0, 0, 0);
        }));
        model.apply(frames.events(2000 * MS, e -> {
            e.define(DictionarySort.POOL, 7, "java.util.concurrent.ForkJoinPool@1");
            e.beginRun(1);
            e.note(EventKind.COUNT, 1600 * MS, 2_400_000, EventKind.START, 0, 0, 7);
        }));
        assertThat(status().counted()).isEqualTo("counted, not drawn: fork/join tasks 2.4 M/s");
        model.apply(frames.events(9000 * MS, e -> {
            e.beginRun(1);
            e.note(EventKind.MODE, 2000 * MS, TaskFamily.FORK_JOIN, 1, 0, 0, 0);
        }));
        assertThat(status().counted()).isEmpty();
        assertThat(status().hooks()).isEmpty();
    }
}
