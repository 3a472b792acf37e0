package dev.loomscope.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

import dev.loomscope.model.SpanMemory;
import dev.loomscope.view.tasks.FilterSpeed;
import dev.loomscope.view.timeline.FrameSpeed;

/**
 * Measures the desktop, part by part. Does nothing where the arguments do not begin with {@code desktop}: then they are for the
 * benchmark of the agent, which runs from the same command.
 */
public final class DesktopBenchmark {
    private DesktopBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && !arguments[0].equals("desktop")) {
            return;
        }
        DesktopOptions options;
        try {
            options = DesktopOptions.parse(Arrays.stream(arguments).skip(1).toList());
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(2);
            return;
        }
        Out.line("JDK %s, %d processors, load %.1f, heap at most %d MiB; rounds=%d, spans=%d", Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() >> 20, options.rounds(), options.spans());
        for (DesktopOptions.Part part : options.parts()) {
            run(part, options);
        }
        System.exit(0);
    }

    private static void run(DesktopOptions.Part part, DesktopOptions options) throws Exception {
        switch (part) {
            case FRAMES -> FrameSpeed.run(options.spans(), options.rounds(), false);
            case PEER -> FrameSpeed.run(options.spans(), options.rounds(), true);
            case INGEST -> IngestSpeed.run();
            case MEMORY -> SpanMemory.run(options.spans());
            case RANGE -> RangeSpeed.run(options.spans(), options.rounds());
            case FILTER -> FilterSpeed.run(options.rounds());
            case OPEN -> OpenSpeed.run(options.recording(), options.recorded());
            case SOAK -> Soak.run(options.minutes(), options.perSecond(),
                    Path.of(System.getProperty("loomscope.agent.jar", "agent/target/loomscope-agent.jar")));
        }
    }
}
