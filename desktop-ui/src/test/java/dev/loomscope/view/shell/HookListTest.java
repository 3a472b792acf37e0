package dev.loomscope.view.shell;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.loomscope.model.SessionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HookListTest {
    @Test
    void hooksAreToldByTopicAndWhatFailedComesFirst() {
        HookList list = HookList.of(info(
                new SessionInfo.Hook("ThreadPoolExecutor.execute", "live", ""),
                new SessionInfo.Hook("ThreadPoolExecutor.reject", "live", ""),
                new SessionInfo.Hook("AbstractExecutorService.doInvokeAny(begin)", "live", ""),
                new SessionInfo.Hook("ForkJoinPool.invokeAny(begin)", "absent", "this JDK has no such place"),
                new SessionInfo.Hook("VirtualThread.run", "live", ""),
                new SessionInfo.Hook("VirtualThread.mount", "failed", "the trial call was not seen")));

        assertThat(list.summary()).isEqualTo("hooks: 1 failed, 4 live, 1 absent");
        assertThat(list.topics()).extracting(topic -> topic.name() + " " + topic.summary()).containsExactly(
                "Virtual threads 1 failed, 1 live", "Thread pools 2 live", "Groups of tasks 1 live, 1 absent");
        assertThat(list.topics().getFirst().hooks()).extracting(SessionInfo.Hook::name)
                .containsExactly("VirtualThread.mount", "VirtualThread.run");
        assertThat(HookList.tone(list.topics().getFirst().hooks().getFirst())).isEqualTo("bad");
        assertThat(list.text()).contains("VirtualThread.mount failed: the trial call was not seen");
    }

    @Test
    void delayedTasksOfForkJoinAreScheduledOnes() {
        HookList list = HookList.of(info(
                new SessionInfo.Hook("ScheduledThreadPoolExecutor.delayedExecute", "live", ""),
                new SessionInfo.Hook("DelayScheduler.drop", "live", ""),
                new SessionInfo.Hook("ScheduledForkJoinTask.cancel", "live", ""),
                new SessionInfo.Hook("ScheduledForkJoinTask.postExec", "live", "")));
        assertThat(list.topics()).extracting(topic -> topic.name() + " " + topic.summary())
                .containsExactly("Scheduled tasks 4 live");
    }

    @Test
    void whatFollowsIsOnlySaidOfWhatThereIs() {
        SessionInfo.Hook live = new SessionInfo.Hook("VirtualThread.run", "live", "");
        assertThat(HookList.of(info(live)).meaning()).isEqualTo("Every hook is in place.");
        assertThat(HookList.of(info(live, new SessionInfo.Hook("Timer.sched", "absent", ""))).meaning())
                .startsWith("What an absent hook");
        assertThat(HookList.of(SessionInfo.UNKNOWN).meaning()).isEmpty();
    }

    @Test
    void aSessionThatDoesNotSayHasNoWords() {
        assertThat(HookList.of(SessionInfo.UNKNOWN).summary()).isEmpty();
    }

    private static SessionInfo info(SessionInfo.Hook... hooks) {
        return new SessionInfo(new UUID(1, 2), 7, "main", "25", "Acme", 4, Instant.EPOCH, Instant.EPOCH, "1",
                List.of(hooks));
    }
}
