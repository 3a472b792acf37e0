package dev.loomscope.view.lanes;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.loomscope.filter.Filters;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.view.Later;
import dev.loomscope.view.timeline.MixedSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PackerTest {
    private static final Arrangement BY_CLASS = Arrangement.USUAL.by(ArrangedBy.VIRTUAL_BY_CLASS);

    private final SessionModel session = MixedSession.model();
    private final Packer packer = new Packer(Runnable::run);

    private Packer.Result want(SessionModel of, Arrangement arrangement, Wanted wanted, boolean held) {
        packer.want(new Packer.Wish(of, arrangement, wanted, null, held, 0, of.now()));
        return Objects.requireNonNull(packer.result());
    }

    private Packer.Result want(Arrangement arrangement) {
        return want(session, arrangement, null, false);
    }

    private Wanted wanted(String filter) {
        return new Wanted(Filters.of(filter), Filters.rows(session, filter));
    }

    private static int rows(Packer.Result result) {
        return result.plan().sections().stream().mapToInt(s -> s.tracks().size()).sum();
    }

    @Test
    void everyTaskThatIsTakenIsOnARowOfThePlan() {
        Packer.Result result = want(BY_CLASS);

        assertThat(result.complete()).isTrue();
        int shown = 0;
        for (int row = 0; row < session.tasks().size(); row++) {
            TaskTrack track = result.trackOf(row);
            boolean virtual = session.tasks().virtualThread(row) != 0;
            assertThat(track != null).isEqualTo(virtual);
            if (track != null) {
                shown++;
                assertThat(result.plan().sections()).anyMatch(s -> s.tracks().contains(track));
            }
        }
        assertThat(shown).isGreaterThan(100);
    }

    @Test
    void foldingAndFilteringDoNotPackAnew() {
        Packer.Result before = want(BY_CLASS);
        TaskTrack track = before.trackOf(lastVirtual());

        assertThat(want(BY_CLASS.fold(List.of("x"), true)).trackOf(lastVirtual())).isSameAs(track);
        assertThat(want(session, BY_CLASS, wanted("name:quote-1004"), false).trackOf(lastVirtual())).isSameAs(track);
        assertThat(want(BY_CLASS).number()).isEqualTo(before.number() + 3);
        assertThat(want(BY_CLASS.by(ArrangedBy.TASK_TREES)).trackOf(lastVirtual())).isNotSameAs(track);
    }

    private int lastVirtual() {
        int row = session.tasks().size() - 1;
        while (session.tasks().virtualThread(row) == 0) {
            row--;
        }
        return row;
    }

    @Test
    void aFilterLeavesRowsWithATaskThatItWants() {
        int all = rows(want(BY_CLASS));
        Wanted one = wanted("name:quote-1004");
        Packer.Result some = want(session, BY_CLASS, one, false);

        assertThat(one.rows().count()).isEqualTo(1);
        assertThat(all).isGreaterThan(1);
        assertThat(rows(some)).isEqualTo(1);
        assertThat(some.plan().sections().getFirst().tracks().getFirst())
                .isSameAs(some.trackOf(one.rows().rows()[0]));
        assertThat(rows(want(BY_CLASS))).isEqualTo(all);
    }

    private Packer.Result threads(Wanted wanted, Track kept, boolean matchingOnly) {
        packer.want(new Packer.Wish(session, Arrangement.USUAL.matchingOnly(matchingOnly), wanted, kept, false, 0,
                session.now()));
        return Objects.requireNonNull(packer.result());
    }

    private static List<String> tracks(Packer.Result result) {
        return result.plan().sections().stream().flatMap(s -> s.tracks().stream()).map(Track::name).toList();
    }

    @Test
    void aFilterLeavesTheThreadsThatRanATaskThatItWants() {
        int all = session.lanes().size();
        Packer.Result stages = threads(wanted("pool:stages"), null, true);

        assertThat(tracks(stages)).containsExactly("stages-1", "stages-2");
        assertThat(stages.plan().sections()).singleElement().extracting(s -> s.group().name()).isEqualTo("stages");
        assertThat(stages.plan().unmatched()).isEqualTo(all - 2);
        assertThat(stages.packing()).isNull();
        assertThat(tracks(threads(wanted("name:quote-1004"), null, true)))
                .containsExactly("ForkJoinPool-1-worker-1", "ForkJoinPool-1-worker-2");
        assertThat(tracks(threads(wanted("kind:thread"), null, true))).containsExactly("importer-north",
                "importer-south");
    }

    @Test
    void whereOthersOnlyStepBackNoThreadIsLeftOut() {
        Packer.Result dimmed = threads(wanted("pool:stages"), null, false);

        assertThat(tracks(dimmed)).hasSize(session.lanes().size());
        assertThat(dimmed.plan().unmatched()).isZero();
    }

    @Test
    void aThreadThatIsKeptStays() {
        Track rates = session.lanes().ofThread(51);

        assertThat(tracks(threads(wanted("pool:stages"), rates, true))).containsExactlyInAnyOrder("stages-1",
                "stages-2", "rates-1");
    }

    @Test
    void underTheSameFilterNoRowGoesWhileSomebodyPoints() {
        Wanted first = wanted("name:quote-1004");
        RowSet other = wanted("name:quote-1007").rows();
        Packer.Result one = want(session, BY_CLASS, first, true);
        Packer.Result both = want(session, BY_CLASS, new Wanted(first.filter(), other), true);

        assertThat(one.trackOf(first.rows().rows()[0])).isNotSameAs(both.trackOf(other.rows()[0]));
        assertThat(rows(both)).isEqualTo(2);
        assertThat(rows(want(session, BY_CLASS, wanted("name:quote-1007"), true))).as("another filter").isEqualTo(1);
    }

    @Test
    void anotherSessionIsPackedAnewAndTheOneBeforeIsLetGo() {
        long before = session.memory();
        want(BY_CLASS);
        assertThat(session.memory()).isGreaterThan(before);

        SessionModel other = MixedSession.model();
        want(other, BY_CLASS, null, false);
        assertThat(session.memory()).isEqualTo(before);

        long held = other.memory();
        packer.stop();
        assertThat(packer.result()).isNull();
        assertThat(other.memory()).isLessThan(held);
    }

    @Test
    void whatIsWantedMeanwhileIsDoneNext() {
        Later later = new Later();
        Packer slow = new Packer(later);
        slow.want(new Packer.Wish(session, BY_CLASS, null, null, false, 0, 1));
        slow.want(new Packer.Wish(session, BY_CLASS.hide("a"), null, null, false, 0, 1));

        assertThat(slow.result()).isNull();
        assertThat(later.waiting()).hasSize(1);
        later.next();
        assertThat(Objects.requireNonNull(slow.result()).wish().arrangement()).isEqualTo(BY_CLASS.hide("a"));
        assertThat(later.waiting()).isEmpty();
    }

    @Test
    void itIsAwaitedOnAThreadOfItsOwn() throws InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Packer beside = new Packer(thread);
            beside.want(new Packer.Wish(session, BY_CLASS, null, null, false, 0, 1));
            beside.await(Duration.ofSeconds(20));

            assertThat(Objects.requireNonNull(beside.result()).complete()).isTrue();
        }
    }
}
