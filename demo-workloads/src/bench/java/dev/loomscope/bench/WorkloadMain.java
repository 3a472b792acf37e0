package dev.loomscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import com.sun.management.OperatingSystemMXBean;

/**
 * The process that is measured. Arguments: workload, warm-up in ms, measurement in ms, spins a microsecond, way of being
 * watched; or
 * {@code calibrate}. Prints {@code ready}, waits for a line, and prints {@code result tasks wallNs cpuNs}.
 */
public final class WorkloadMain {
    private WorkloadMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("calibrate")) {
            System.out.println("result " + Spin.perMicrosecond());
            return;
        }
        Workload workload = Workload.valueOf(arguments[0]);
        Around around = Around.of(Watched.valueOf(arguments[4]), workload);
        try (Batch batch = workload.open(Double.parseDouble(arguments[3]), around)) {
            System.out.println("ready");
            awaitGo();
            around.run(() -> {
                measure(batch, Long.parseLong(arguments[1]));
                System.out.println("result " + measure(batch, Long.parseLong(arguments[2])));
            });
        }
    }

    private static void awaitGo() throws IOException {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }

    /** Runs batches for so long, and says how many tasks that were and what they took. */
    private static String measure(Batch batch, long millis) throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long tasks = 0;
        long cpu = process.getProcessCpuTime();
        long start = System.nanoTime();
        long now;
        do {
            tasks += batch.run();
            now = System.nanoTime();
        } while (now - start < millis * 1_000_000);
        return tasks + " " + (now - start) + " " + (process.getProcessCpuTime() - cpu);
    }
}
