package dev.loomscope.agent.sample;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import dev.loomscope.agent.sample.Observations.GcFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts of the process: heap and processor time from java.base, the rest from the JVM's management, which is loaded at the
 * first reading; an image may go without it.
 */
final class ProcessLook {
    private static final String MANAGEMENT = "java.management";

    private final Runtime runtime = Runtime.getRuntime();
    private final AllThreads all;
    private final long epoch;
    private @Nullable GcLook gcs;
    private @Nullable ClassLoadingMXBean classes;
    private @Nullable CompilationMXBean compilation;
    private boolean loaded;
    private boolean begun;
    private long lastCpu = -1;
    private long lastTime;

    /** @param epoch {@code System.nanoTime()} at time 0 of the stream */
    ProcessLook(AllThreads all, long epoch) {
        this.all = all;
        this.epoch = epoch;
    }

    private void begin() {
        lastCpu = -1;
        if (!loaded) {
            loaded = true;
            if (ModuleLayer.boot().findModule(MANAGEMENT).isEmpty()) {
                return;
            }
            try {
                classes = ManagementFactory.getClassLoadingMXBean();
                compilation = ManagementFactory.getCompilationMXBean();
                gcs = new GcLook(epoch);
            } catch (RuntimeException | LinkageError e) {
                System.err.println("loomscope: collections, classes and compile times are not seen: " + e);
            }
        }
        GcLook look = gcs;
        if (look != null) {
            look.begin();
        }
    }

    /** Nobody listens any more. */
    void end() {
        begun = false;
        GcLook look = gcs;
        if (look != null) {
            look.end();
        }
    }

    ProcessFact read() {
        if (!begun) {
            begun = true;
            begin();
        }
        long committed = runtime.totalMemory();
        long used = committed - runtime.freeMemory();
        GcLook look = gcs;
        List<GcFact> collections = look == null ? List.of() : look.take();
        return new ProcessFact(used, committed, runtime.maxMemory(), cpu(), all.threads().size(),
                classes == null ? -1 : classes.getLoadedClassCount(), compileMs(), collections);
    }

    private long compileMs() {
        return compilation == null || !compilation.isCompilationTimeMonitoringSupported()
                ? -1
                : compilation.getTotalCompilationTime();
    }

    /** Share of all processors since it was asked last, negative where that is not known. */
    private double cpu() {
        long cpu;
        try {
            Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(null);
            cpu = total == null ? -1 : total.toNanos();
        } catch (RuntimeException e) {
            cpu = -1;
        }
        long now = System.nanoTime();
        double share = cpu < 0 || lastCpu < 0 || now <= lastTime
                ? -1
                : (double) (cpu - lastCpu) / (now - lastTime) / runtime.availableProcessors();
        lastCpu = cpu;
        lastTime = now;
        return Math.min(1, share);
    }
}
