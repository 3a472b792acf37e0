package dev.loomscope.view.lanes;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArrangementTest {
    @Test
    void whatIsSaidOfRowsIsKeptBesideEachOther() {
        Arrangement said = Arrangement.USUAL.fold(List.of("a", "b"), true).fold(List.of("b"), false).hide("c").hide("d")
                .show("c").pin("e", true).pin("f", true).pin("e", true).only("g");

        assertThat(said.hand().folded()).containsOnly(java.util.Map.entry("a", true), java.util.Map.entry("b", false));
        assertThat(said.hand().hidden()).containsExactly("d");
        assertThat(said.hand().pinned()).containsExactly("f", "e");
        assertThat(said.hand().only()).isEqualTo("g");
        assertThat(Arrangement.USUAL.hand()).isEqualTo(ByHand.NONE);
    }

    @Test
    void allThatIsHiddenComesBackAtOnce() {
        Arrangement shown = Arrangement.USUAL.pin("p", true).hide("a").hide("b").only("c").showAll();

        assertThat(shown).isEqualTo(Arrangement.USUAL.pin("p", true));
    }

    @Test
    void anotherArrangementDoesNotShowARowOfTheOneBeforeAlone() {
        Arrangement alone = Arrangement.USUAL.hide("a").only("pool:1");

        assertThat(alone.by(ArrangedBy.THREADS)).isEqualTo(alone);
        assertThat(alone.by(ArrangedBy.TASK_TREES).hand().only()).isNull();
        assertThat(alone.by(ArrangedBy.TASK_TREES).hand().hidden()).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource
    void whatLastsIsReadAsItWasWritten(ArrangedBy by) {
        Arrangement wanted = Arrangement.USUAL.by(by).groups(GroupOrder.BUSY).tracks(TrackOrder.NAME).inViewOnly(true)
                .matchingOnly(false);

        assertThat(Arrangement.read(wanted.hide("x").pin("y", true).write())).isEqualTo(wanted);
    }

    @Test
    void whatIsNotKnownIsAsUsual() {
        assertThat(Arrangement.read("")).isEqualTo(Arrangement.USUAL);
        assertThat(Arrangement.read("moons,busy,tides,all")).isEqualTo(Arrangement.USUAL.groups(GroupOrder.BUSY));
        assertThat(Arrangement.read("carriers")).isEqualTo(Arrangement.USUAL);
    }

    @Test
    void foldingAndHidingLeavesTheOrderAlone() {
        Arrangement busy = Arrangement.USUAL.groups(GroupOrder.BUSY);

        assertThat(busy.sameOrder(busy.hide("a").fold(List.of("b"), true))).isTrue();
        assertThat(busy.sameOrder(busy.tracks(TrackOrder.NAME))).isFalse();
        assertThat(busy.sameOrder(Arrangement.USUAL)).isFalse();
    }
}
