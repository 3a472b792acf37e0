package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.GroupKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks that were started together. */
class TaskGroupTest extends FedModel {
    @Test
    void groupsHoldWhatWasSubmittedInThemAndTheirThreads() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            submit(e, 10, 1);
            e.note(EventKind.GROUP_BEGIN, 20, 0x77, GroupKind.INVOKE_ALL, 0, 0, 0);
            submit(e, 30, 2);
            submit(e, 40, 3);
            e.note(EventKind.GROUP_END, 50, 0x77, 0, 0, 0, 0);
            submit(e, 60, 4);
            e.virtualStart(70, 41, 0, "");
            e.note(EventKind.MEMBER, 70, 0x88, GroupKind.SCOPE, 41, 9, 0);
        }));
        assertThat(model.facts().group(0)).isNull();
        TaskGroup group = model.facts().group(1);
        assertThat(group).isNotNull();
        assertThat(group.kind()).isEqualTo(TaskGroup.Kind.INVOKE_ALL);
        assertThat(group.rows()).containsExactly(1, 2);
        assertThat(group.ended()).isEqualTo(50);
        assertThat(model.facts().group(2)).isSameAs(group);
        assertThat(model.facts().group(3)).isNull();
        TaskGroup scope = model.facts().group(4);
        assertThat(scope).isNotNull();
        assertThat(scope.kind()).isEqualTo(TaskGroup.Kind.SCOPE);
        assertThat(scope.size()).isEqualTo(1);
        assertThat(scope.ofClass()).isEqualTo(9);
    }

    @Test
    void whoComesLateIsToldOfGroupsByTheKeyframe() throws BadInputException {
        for (int times = 0; times < 2; times++) {
            model.apply(frames.keyframe(100, e -> {
                e.beginRun(CALLER);
                e.note(EventKind.GROUP_BEGIN, 20, 0x77, GroupKind.INVOKE_ALL, 0, 0, 0);
                e.beginRun(CALLER);
                submit(e, 10, 1);
                submit(e, 30, 2);
                submit(e, 40, 3);
                e.virtualStart(70, 41, 0, "");
                e.note(EventKind.MEMBER, 70, 0x88, GroupKind.SCOPE, 41, 9, 0);
            }));
        }
        TaskGroup group = model.facts().group(1);
        assertThat(model.facts().group(0)).isNull();
        assertThat(group).isNotNull();
        assertThat(group.rows()).containsExactly(1, 2);
        assertThat(model.facts().group(2)).isSameAs(group);
        TaskGroup scope = model.facts().group(3);
        assertThat(scope).isNotNull();
        assertThat(scope.rows()).containsExactly(3);
    }
}
