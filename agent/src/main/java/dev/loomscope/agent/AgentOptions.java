package dev.loomscope.agent;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the agent was told on its command line or by who attached it.
 *
 * @param listenHost address to listen on; loopback unless said otherwise
 * @param listenPort port to listen on; 0 takes a free one
 * @param record file to record into from the first event on, or null
 * @param ringBytes size of one thread's ring
 * @param stackAfter a task that runs longer has its stack sampled
 * @param maxSize the recording keeps at most so many bytes
 * @param tokenFile file that holds the token in hex, or null for a random token
 */
public record AgentOptions(
        String listenHost,
        int listenPort,
        @Nullable Path record,
        int ringBytes,
        Duration stackAfter,
        long maxSize,
        @Nullable Path tokenFile) {
    /** What holds when nothing is said. */
    public static AgentOptions defaults() {
        return new AgentOptions("127.0.0.1", 0, null, 64 << 10, Duration.ofSeconds(1), 1L << 30, null);
    }
}
