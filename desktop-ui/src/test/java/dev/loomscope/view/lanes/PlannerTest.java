package dev.loomscope.view.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.timeline.MixedSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlannerTest {
    private static final List<TrackGroup> THREE = List.of(Stub.Group.of("pool-10", "t-2", "t-10", "t-1"),
            Stub.Group.of("pool-9", "u-1", "u-2"), Stub.Group.of("alpha", "v-1"));

    private final SessionModel nothing = new SessionModel();

    private Plan plan(Arrangement arrangement) {
        return plan(arrangement, null);
    }

    private Plan plan(Arrangement arrangement, Set<Track> left) {
        return new Planner(new Standing(nothing), arrangement, 0, 1, left).plan(THREE);
    }

    private static List<String> names(Plan plan) {
        List<String> names = new ArrayList<>();
        for (Section section : plan.sections()) {
            names.add((section.folded() ? "-" : "+") + section.group().name());
            section.tracks().forEach(track -> names.add(track.name()));
        }
        return names;
    }

    @Test
    void asUsualAllStandsAsItCame() {
        Plan plan = plan(Arrangement.USUAL);

        assertThat(names(plan)).containsExactly("+pool-10", "t-2", "t-10", "t-1", "+pool-9", "u-1", "u-2", "+alpha",
                "v-1");
        assertThat(plan.hidden()).isEmpty();
        assertThat(plan.pinned()).isEmpty();
        assertThat(plan.only()).isNull();
    }

    @Test
    void namesAreOrderedWithNumbersByValue() {
        assertThat(names(plan(Arrangement.USUAL.groups(GroupOrder.NAME).tracks(TrackOrder.NAME))))
                .containsExactly("+alpha", "v-1", "+pool-9", "u-1", "u-2", "+pool-10", "t-1", "t-2", "t-10");
    }

    @Test
    void whatIsHiddenIsLeftOutAndNamed() {
        Plan plan = plan(Arrangement.USUAL.hide("g-pool-9").hide("g-pool-10/t-10").hide("g-gone"));

        assertThat(names(plan)).containsExactly("+pool-10", "t-2", "t-1", "+alpha", "v-1");
        assertThat(plan.hidden()).containsExactly(new Plan.Hidden("g-pool-9", "pool-9"),
                new Plan.Hidden("g-pool-10/t-10", "t-10"));
    }

    @Test
    void aGroupIsFoldedByHand() {
        Plan plan = plan(Arrangement.USUAL.fold(List.of("g-pool-9"), true));

        assertThat(plan.sections()).extracting(Section::folded).containsExactly(false, true, false);
        assertThat(plan.isFolded(THREE.get(1))).isTrue();
        assertThat(plan.isFolded(THREE.get(0))).isFalse();
    }

    @Test
    void whatIsPinnedStandsOnTopInTheOrderOfPinning() {
        Plan plan = plan(Arrangement.USUAL.pin("g-alpha/v-1", true).pin("g-gone", true).pin("g-pool-9", true));

        assertThat(plan.pinned()).containsExactly(
                new Plan.Pinned(THREE.get(2), THREE.get(2).tracks().getFirst()), new Plan.Pinned(THREE.get(1), null));
        assertThat(plan.sections()).hasSize(3);
    }

    @Test
    void aGroupIsShownAloneAndUnfolded() {
        Plan plan = plan(Arrangement.USUAL.hide("g-alpha").only("g-pool-9"));

        assertThat(names(plan)).containsExactly("+pool-9", "u-1", "u-2");
        assertThat(plan.only()).isEqualTo("pool-9");
        assertThat(plan.hidden()).hasSize(1);
    }

    @Test
    void aTrackIsShownAloneUnderItsGroup() {
        Plan plan = plan(Arrangement.USUAL.only("g-pool-10/t-10"));

        assertThat(names(plan)).containsExactly("+pool-10", "t-10");
        assertThat(plan.only()).isEqualTo("t-10");
    }

    @Test
    void whatIsNotThereIsNotShownAlone() {
        Plan plan = plan(Arrangement.USUAL.only("g-gone"));

        assertThat(plan.sections()).hasSize(3);
        assertThat(plan.only()).isNull();
    }

    @Test
    void aFilterLeavesOutRowsAndGroups() {
        Track some = THREE.get(0).tracks().get(1);

        assertThat(names(plan(Arrangement.USUAL, Set.of(some)))).containsExactly("+pool-10", "t-10");
        assertThat(plan(Arrangement.USUAL, Set.of()).sections()).isEmpty();
    }

    @Test
    void poolsComeBeforeThreadsAndTheseBeforeCarriers() {
        SessionModel session = MixedSession.model();
        List<LaneGroup> groups = new ArrayList<>(session.lanes().groups()).reversed();
        Standing standing = new Standing(session);
        Plan plan = new Planner(standing, Arrangement.USUAL, 0, session.now(), null).plan(groups);

        List<TrackGroup> shown = plan.sections().stream().map(Section::group).toList();
        assertThat(shown).isSortedAccordingTo((a, b) -> Integer.compare(
                standing.isIdle(a) ? 4 : Standing.rank(a), standing.isIdle(b) ? 4 : Standing.rank(b)));
        assertThat(shown).anyMatch(Standing::isCarriers).hasSameSizeAs(groups);
        assertThat(new Planner(standing, Arrangement.USUAL.by(ArrangedBy.CARRIERS), 0, session.now(), null)
                .plan(groups).sections()).singleElement().matches(s -> Standing.isCarriers(s.group()));
    }

    @Test
    void theBusiestComeFirst() {
        SessionModel session = MixedSession.model();
        Standing standing = new Standing(session);
        Arrangement busy = Arrangement.USUAL.groups(GroupOrder.BUSY).tracks(TrackOrder.BUSY);
        Plan plan = new Planner(standing, busy, 0, session.now(), null).plan(session.lanes().groups());

        assertThat(plan.sections()).extracting(s -> -standing.busy(s.group())).isSorted().anyMatch(ns -> ns < 0);
        for (Section section : plan.sections()) {
            assertThat(section.tracks()).extracting(track -> -standing.busy(track)).isSorted();
        }
    }

    @Test
    void onlyGroupsWithSomethingInSightAreShownWhereThatIsWanted() {
        SessionModel session = MixedSession.model();
        Arrangement inView = Arrangement.USUAL.inViewOnly(true);
        List<LaneGroup> groups = session.lanes().groups();

        Plan early = new Planner(new Standing(session), inView, 0, 50_000_000, null).plan(groups);
        Plan all = new Planner(new Standing(session), inView, 0, session.now(), null).plan(groups);

        assertThat(all.sections()).hasSameSizeAs(groups);
        assertThat(early.sections()).hasSizeLessThan(groups.size()).isNotEmpty();
    }
}
