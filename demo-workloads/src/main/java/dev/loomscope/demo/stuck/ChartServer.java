package dev.loomscope.demo.stuck;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import dev.loomscope.demo.RemoteParty;

/** Draws charts elsewhere, asked by message. Its reply to the very first request for a statement gets lost. */
final class ChartServer implements AutoCloseable {
    private final RemoteParty<String> connection = new RemoteParty<>("chart-server");
    private final Set<ReportRequest.Kind> asked = new HashSet<>();
    private final SplittableRandom random;

    ChartServer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Asks for a report's chart. Asking again is harmless. */
    synchronized CompletableFuture<String> chart(ReportRequest request) {
        boolean lost = asked.add(request.kind()) && request.kind() == ReportRequest.Kind.STATEMENT;
        String chart = "chart of " + request.kind() + " " + request.number();
        return lost ? connection.askInVain() : connection.ask(chart, Duration.ofMillis(random.nextInt(50, 130)));
    }

    @Override
    public void close() {
        connection.close();
    }
}
