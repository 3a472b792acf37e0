package dev.loomscope.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RemotePartyTest {
    @Test
    void answersComeWhenTheyAreDueAndLostOnesNever() throws Exception {
        try (RemoteParty<String> party = new RemoteParty<>("party")) {
            CompletableFuture<String> lost = party.askInVain();
            CompletableFuture<String> late = party.ask("late", Duration.ofHours(1));
            CompletableFuture<String> soon = party.ask("soon", Duration.ofMillis(5));
            assertThat(soon.get(30, TimeUnit.SECONDS)).isEqualTo("soon");
            assertThat(late).isNotDone();
            assertThat(lost).isNotDone();
        }
    }
}
