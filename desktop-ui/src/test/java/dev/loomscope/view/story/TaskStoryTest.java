package dev.loomscope.view.story;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskStoryTest {

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
}
