package dev.loomscope.view.shell;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.view.timeline.MixedSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HookListTest {
    @Test
    void whatFailedComesFirstAndIsCounted() {
        HookList list = HookList.of(MixedSession.model().info());
        assertThat(list.hooks()).extracting(SessionInfo.Hook::name).startsWith("future-await", "structured-fork");
        assertThat(list.summary()).isEqualTo("hooks: 1 failed, 4 live, 1 absent");
        assertThat(list.failed()).isEqualTo(1);
        assertThat(HookList.tone(list.hooks().getFirst())).isEqualTo("bad");
    }

    @Test
    void aSessionThatDoesNotSayHasNoWords() {
        assertThat(HookList.of(SessionInfo.UNKNOWN).summary()).isEmpty();
    }
}
