package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.timeline.MixedSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskRelationsTest {
    private final SessionModel model = MixedSession.model();

    private TaskStory story(String name, int which) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < model.tasks().size(); row++) {
            if (model.tasks().name(row).startsWith(name)) {
                rows.add(row);
            }
        }
        return TaskStory.of(model, rows.get(which), model.now(), Moments.COUNTED);
    }

    private static String fact(TaskStory story, String name) {
        return story.fact(name);
    }

    private static Chapter chapter(TaskStory story, Chapter.Subject subject) {
        return story.chapters().stream().filter(chapter -> chapter.subject() == subject).findFirst().orElseThrow();
    }

    @Test
    void aTaskInALockCycleSaysWhoHasWhatItNeedsAndThatItNeverEnds() {
        TaskStory story = story("Price", 0);
        assertThat(fact(story, "Group")).isEqualTo("one of 4 tasks of a call of invokeAll");
        assertThat(fact(story, "Trace")).startsWith("5b8aa5a2d2c872e8321cf8308df69568, span 53995c3f42cd8ad8");
        assertThat(fact(story, "Waits"))
                .startsWith("waits for a lock (ReentrantLock@5e91), owned by stages-2, for 9.70 s");
        assertThat(fact(story, "And in turn")).contains("owned by stages-1").contains("a cycle");
        assertThat(fact(story, "Completes")).isEqualTo("the future @f00");
        assertThat(fact(story, "Awaited by")).contains("Importer");
        assertThat(fact(story, "Kind")).isEqualTo("completable-future");
    }

    @Test
    void aRunOfASeriesKnowsItsPlaceAndWhatEndedIt() {
        TaskStory story = story("Refresh", 6);
        assertThat(fact(story, "Series")).startsWith("run 7 of a series, one every 1.00 s, after #");
        assertThat(fact(story, "Due")).contains("95.0 ms after it was submitted");
        assertThat(fact(story, "Waited")).contains("from when it was due");
        assertThat(fact(story, "Asked")).startsWith("not so far");
        assertThat(story.text())
                .contains("Failed with: java.lang.IllegalStateException: rates of 2026-11-20 are missing")
                .contains("    at com.acme.prices.Rates.load(Rates.java:58)");
        assertThat(fact(story("Refresh", 2), "Series")).contains("after #").contains("before #");
    }

    @Test
    void aForkedTaskNamesWhoForkedItAndAVirtualThreadItsPins() {
        assertThat(IntStream.range(0, 30).mapToObj(which -> fact(story("SumTask", which), "Submitted by")))
                .filteredOn(by -> !by.isEmpty()).isNotEmpty().allMatch(by -> by.endsWith("SumTask"));
        assertThat(fact(story("quote-1004", 0), "Pinned"))
                .isEqualTo("1 time, for up to 100.0 ms, by a native frame on its stack");
        assertThat(fact(story("quote-1004", 0), "Group")).startsWith("one of 12 tasks of a task scope");
    }
}
