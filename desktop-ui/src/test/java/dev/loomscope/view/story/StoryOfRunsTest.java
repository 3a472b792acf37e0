package dev.loomscope.view.story;

import java.util.List;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TwoThreads;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.view.theme.Moments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.loomscope.model.TwoThreads.CARRIER;
import static dev.loomscope.model.TwoThreads.OTHER_CARRIER;
import static dev.loomscope.model.TwoThreads.POOL;
import static dev.loomscope.model.TwoThreads.V;
import static dev.loomscope.model.TwoThreads.W;
import static org.assertj.core.api.Assertions.assertThat;

/** Stories of tasks whose every event is known. */
class StoryOfRunsTest {
    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    /** V runs on two carriers and is woken by the task of a worker and by W; a second task of the pool waits for the first. */
    @BeforeEach
    void session() throws BadInputException {
        model.apply(frames.events(e -> {
            TwoThreads.begin(e);
            e.task(EventKind.SUBMIT, 150, 8, POOL, 2);
            e.virtual(EventKind.WAKE, 250, V);
            e.end(900, 7, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 910, 8, POOL, 2);
            e.end(1000, 8, Outcome.COMPLETED, 0);
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 130, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 400, W);
            e.virtual(EventKind.WAKE, 460, V);
            e.virtual(EventKind.UNMOUNT, 600, W, UnmountReason.PARK);
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.MOUNT, 300, V);
            e.virtual(EventKind.UNMOUNT, 450, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 470, V);
            e.virtual(EventKind.UNMOUNT, 500, V, UnmountReason.PARK);
        }));
    }

    private TaskStory story(int row) {
        return TaskStory.of(model, row, model.now(), Moments.COUNTED);
    }

    private static Chapter chapter(TaskStory story, Chapter.Subject subject) {
        return story.chapters().stream().filter(chapter -> chapter.subject() == subject).findFirst().orElseThrow();
    }

    @Test
    void aVirtualThreadTellsItsThreadsItsPollsAndWhoWokeIt() {
        TaskStory story = story(0);

        Chapter run = chapter(story, Chapter.Subject.RUN);
        assertThat(run.time()).isEqualTo(130);
        assertThat(run.figure()).isEqualTo("250 ns");
        assertThat(story.fact("Ran")).isEqualTo("3 polls on 2 threads");
        assertThat(story.fact("Threads")).contains("180 ns in 2 polls").contains("70 ns in 1 poll");
        assertThat(run.spread()).isNotNull();
        assertThat(run.spread().text()).isEqualTo("3 polls: p50 70 ns, p99 150 ns, max 150 ns");
        assertThat(run.spread().counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
        assertThat(chapter(story, Chapter.Subject.WAITS).spread().text())
                .isEqualTo("2 waits: p50 20 ns, p99 100 ns, max 100 ns");

        Chapter wakes = chapter(story, Chapter.Subject.WAKES);
        assertThat(wakes.figure()).isEqualTo("2 times");
        assertThat(wakes.time()).isEqualTo(460);
        assertThat(story.fact("Last by")).isEqualTo("#2 seller");
        assertThat(story.fact("Then")).startsWith("runnable for 10 ns");
        assertThat(wakes.links()).extracting(Link::label).containsExactly("#2 seller", "#3 unknown");
    }

    @Test
    void aTaskOfAPoolTellsWhatItWaitedBehind() {
        TaskStory story = story(3);

        Chapter queue = chapter(story, Chapter.Subject.QUEUE);
        assertThat(queue.time()).isEqualTo(150);
        assertThat(queue.figure()).isEqualTo("760 ns");
        assertThat(story.fact("Behind")).isEqualTo("1 task that ran there meanwhile");
        assertThat(queue.links()).containsExactly(new Link.ToTask(3, "#3 unknown", "750 ns"));
        assertThat(story.fact("Submitted by")).isEqualTo("#3 unknown");
    }

    @Test
    void aParentLeadsToItsChildren() {
        Chapter children = chapter(story(2), Chapter.Subject.CHILDREN);
        assertThat(children.figure()).isEqualTo("1");
        assertThat(children.links()).containsExactly(new Link.ToTask(4, "#4 unknown", "850 ns"),
                new Link.ToTasks("all", "parent:3"), new Link.ToTasks("all that came of it", "root:3"));
    }

    @Test
    void theTextHasEveryChapter() {
        TaskStory story = story(0);
        assertThat(story.text().lines()).contains("Submitted  at 0.000 s", "Ran  at 0.000 s  250 ns",
                "  Ran: 3 polls on 2 threads", "  - #2 seller, 1 time");
        assertThat(story.chapters()).allSatisfy(chapter -> assertThat(story.text()).contains(chapter.title()));
    }

    @Test
    void durationsAreCountedInBucketsOfTwiceTheLength() {
        Spread spread = Spread.of("polls", new long[] {1, 2, 3, 900, 1000, 1_000_000});
        assertThat(spread).isNotNull();
        assertThat(spread.counts()).hasSize(20).startsWith(1, 2, 0).endsWith(0, 1);
        assertThat(spread.counts().get(9)).isEqualTo(2);
        assertThat(spread.end(9)).isEqualTo(1024);
        assertThat(Spread.of("polls", new long[] {5})).isNull();
        assertThat(Spread.of("polls", new long[] {1000, 1001}).counts()).hasSize(8).isEqualTo(
                List.of(0, 0, 0, 0, 0, 0, 0, 2));
    }
}
