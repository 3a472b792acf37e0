package dev.loomscope.bench;

import java.util.List;
import java.util.Locale;

/** What is measured. */
enum Workload {
    EMPTY_2("pool task, empty, 2 workers", 2, 0),
    SHORT_2("pool task, 1 us, 2 workers", 2, 1),
    LONG_2("pool task, 10 us, 2 workers", 2, 10),
    EMPTY_1("pool task, empty, 1 worker", 1, 0),
    SHORT_1("pool task, 1 us, 1 worker", 1, 1),
    LONG_1("pool task, 10 us, 1 worker", 1, 10),
    PARK_1("virtual thread, 1 park, 1 carrier", 1, -1),
    PARK("virtual thread, 1 park", 0, -1);

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

    /** The name on the command line: {@code empty-2}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String label() {
        return label;
    }

    /** What its JVM is started with besides. */
    List<String> jvmOptions() {
        boolean oneCarrier = microseconds < 0 && threads == 1;
        return oneCarrier
                ? List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1")
                : List.of();
    }

    /** @param spinsPerUs see {@link Spin} */
    Batch open(double spinsPerUs) {
        if (microseconds < 0) {
            return new ParkingBatch();
        }
        int tasks = microseconds == 0 ? MOST : BATCH_US / microseconds;
        return new PoolBatch(threads, tasks, (int) Math.round(microseconds * spinsPerUs));
    }
}
