package dev.loomscope.view.story;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskStoryTest {
    private static final long MS = 1_000_000;

    @Test
    void aStuckTaskSaysWhatItWaitsForAndHowItsStackChanged() {
        ShopSession shop = new ShopSession();
        shop.advance(46);
        int row = shop.stuck();
        TaskStory story = TaskStory.of(shop.model(), row, shop.model().now(), Moments.COUNTED);

        assertThat(story.chapters().getFirst().subject()).isEqualTo(Chapter.Subject.NOW);
        assertThat(story.fact("Seen")).contains("Ledger@5e91993f").contains("held by payments-1")
                .contains("on payments-3");
        assertThat(story.text()).startsWith("Task #" + story.id())
                .contains("    at com.acme.shop.payment.Ledger.book(Ledger.java:77)");
        assertThat(story.chapters()).extracting(Chapter::subject).startsWith(Chapter.Subject.NOW,
                Chapter.Subject.SUBMIT, Chapter.Subject.QUEUE, Chapter.Subject.RUN);
        shop.advance(5);
        assertThat(TaskStory.of(shop.model(), row, shop.model().now(), Moments.COUNTED).chapters())
                .filteredOn(chapter -> chapter.subject() == Chapter.Subject.CHANGES).singleElement()
                .satisfies(changes -> assertThat(changes.code()).hasSizeGreaterThan(1)
                        .anyMatch(line -> line.contains("Object.wait")));
    }

    @Test
    void aFailedTaskNamesItsException() {
        SessionModel model = ShopSession.model(3);
        for (int row = 0; row < model.tasks().size(); row++) {
            if (model.tasks().state(row) == TaskState.FAILED) {
                TaskStory story = TaskStory.of(model, row, model.now(), Moments.COUNTED);
                assertThat(story.fact("Failed with")).isEqualTo("java.util.concurrent.TimeoutException");
                return;
            }
        }
        throw new AssertionError("no task failed");
    }

    @Test
    void aFailedTaskWhoseMessageWasNotReadLeadsToOneThatFailedSoToo() throws BadInputException {
        Frames frames = new Frames();
        SessionModel model = new SessionModel();
        model.apply(frames.events(10 * MS, e -> {
            e.define(DictionarySort.POOL, 3, "java.util.concurrent.ThreadPoolExecutor@1a2b");
            e.define(DictionarySort.CLASS, 5, "com.acme.Refresh");
            e.define(DictionarySort.CLASS, 6, "java.lang.IllegalStateException");
            e.beginRun(31);
            for (int key = 1; key <= 3; key++) {
                e.task(EventKind.SUBMIT, key * MS, key, 3, 5);
                e.task(EventKind.START, key * MS + 1, key, 3, 5);
                e.end(key * MS + 2, key, Outcome.FAILED, 6);
            }
        }));
        model.apply(frames.json(FrameType.FAILURE, 10 * MS, """
                {"time":0,"thread":31,"task":1,"isThread":false,"class":"java.lang.IllegalStateException",
                 "message":"cache is gone","frames":["com.acme.Refresh.run(Refresh.java:9)"]}"""));
        TaskStory read = TaskStory.of(model, 0, model.now(), Moments.COUNTED);
        TaskStory unread = TaskStory.of(model, 2, model.now(), Moments.COUNTED);

        assertThat(read.fact("Failed with")).isEqualTo("java.lang.IllegalStateException: cache is gone");
        assertThat(read.fact("Message")).isEmpty();
        assertThat(unread.fact("Failed with")).isEqualTo("java.lang.IllegalStateException");
        assertThat(unread.fact("Message"))
                .isEqualTo("not read: of many exceptions of a class only some are; that of #1 is: cache is gone");
        assertThat(unread.chapters()).filteredOn(chapter -> chapter.subject() == Chapter.Subject.END).singleElement()
                .satisfies(end -> assertThat(end.links()).containsExactly(
                        new Link.ToTask(1, "#1 " + model.tasks().name(0), "failed so too")));
    }
}
