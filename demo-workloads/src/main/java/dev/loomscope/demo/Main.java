package dev.loomscope.demo;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts a demo workload by name. Exit code 0 when it ended as told, 2 for wrong use. */
public final class Main {
    private static final long CLOSING_SECONDS = 5;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        DemoArguments told;
        try {
            told = DemoArguments.parse(arguments);
        } catch (UsageException e) {
            System.err.println("loomscope-demos: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (told.help()) {
            System.out.println(DemoArguments.USAGE);
        } else if (told.list()) {
            list(System.out);
        } else {
            run(told);
            // What the workload left behind on purpose, hung threads say, is not to keep the process.
            System.exit(0);
        }
    }

    private static void run(DemoArguments told) throws Exception {
        Demo demo = Demos.named(told.name());
        DemoRun run = new DemoRun(told, System.out);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeOnSignal(run, closed), "demo-shutdown"));
        if (told.parentWatch()) {
            ParentWatch.start(run::stop);
        }
        try {
            demo.workload().run(run);
        } finally {
            closed.countDown();
        }
    }

    /** A signal ends the run as the end of its time would: the workload closes what it opened and sums up. */
    private static void closeOnSignal(DemoRun run, CountDownLatch closed) {
        run.stop();
        try {
            if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("loomscope-demos: still busy after seconds=" + CLOSING_SECONDS + ", ended as it is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void list(PrintStream out) {
        for (Demo demo : Demos.ALL) {
            out.println(demo.name() + (demo.equals(Demos.ALL.getFirst()) ? " (default)" : ""));
            out.println("    " + demo.story());
            out.println("    raises " + String.join(", ", demo.findings()) + "; with --fixed nothing");
        }
    }
}
