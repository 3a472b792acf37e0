package dev.loomscope.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is measured. */
enum Workload {
    EMPTY_2("pool task, empty, 2 workers", 2, 0),
    EMPTY_1("pool task, empty, 1 worker", 1, 0),
    SHORT_2("pool task, 1 us, 2 workers", 2, 1),
    SHORT_1("pool task, 1 us, 1 worker", 1, 1),
    LONG_2("pool task, 10 us, 2 workers", 2, 10),
    LONG_1("pool task, 10 us, 1 worker", 1, 10),
    LONGER_2("pool task, 100 us, 2 workers", 2, 100),
    FORK_JOIN("fork/join Fibonacci, a fork", 2, 0),
    PARK_1("virtual thread, 1 park, 1 carrier", 1, 0),
    PARK("virtual thread, 1 park", 0, 0),
    PARK_10("virtual thread, 10 parks", 0, 0),
    FUTURES("CompletableFuture chain, a stage", 2, 0),
    HTTP("HTTP server, 10 us, a request", 0, 10);

    private static final int BATCH_US = 20_000;
    private static final int MOST = 50_000;

    private final String label;
    private final int threads;
    private final int microseconds;

    Workload(String label, int threads, int microseconds) {
        this.label = label;
        this.threads = threads;
        this.microseconds = microseconds;
    }

    /** What is measured where nothing else is asked for. */
    static Set<Workload> standard() {
        return EnumSet.complementOf(EnumSet.of(SHORT_1, LONG_1, PARK));
    }

    /** The name on the command line: {@code empty-2}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String label() {
        return label;
    }

    /** What its JVM is started with besides. */
    List<String> jvmOptions() {
        return switch (this) {
            case PARK_1 -> List.of(
                    "-Djdk.virtualThreadScheduler.parallelism=1",
                    "-Djdk.virtualThreadScheduler.maxPoolSize=1");
            case HTTP -> List.of("-Dsun.net.httpserver.nodelay=true");
            default -> List.of();
        };
    }

    /** @param spinsPerUs see {@link Spin} */
    Batch open(double spinsPerUs, Around around) throws IOException {
        int spins = (int) Math.round(microseconds * spinsPerUs);
        return switch (this) {
            case FORK_JOIN -> new ForkJoinBatch(around);
            case PARK_1, PARK -> new ParkingBatch(1, around);
            case PARK_10 -> new ParkingBatch(10, around);
            case FUTURES -> new FuturesBatch(around);
            case HTTP -> new HttpBatch(around, spins);
            default -> new PoolBatch(threads, microseconds == 0 ? MOST : BATCH_US / microseconds, spins, around);
        };
    }
}
