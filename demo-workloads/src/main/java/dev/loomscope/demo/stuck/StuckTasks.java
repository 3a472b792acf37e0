package dev.loomscope.demo.stuck;

import java.time.Duration;

import dev.loomscope.demo.DemoRun;

/**
 * A report service of four threads. Customers ask for invoices and summaries all the time, and at the quarter's end for
 * three statements. The chart of the first statement never arrives: its thread waits for ever with the template's lock, the
 * other two statements wait for that lock, and one thread of four is left to do the work. Healed, all reports are delivered.
 */
public final class StuckTasks {
    private static final Duration EVERY = Duration.ofMillis(400);
    private static final int STATEMENT_EVERY = 4;
    private static final int LAST_STATEMENT = 12;

    private StuckTasks() {}

    public static void run(DemoRun run) throws InterruptedException {
        try (ChartServer charts = new ChartServer(run.seed())) {
            TemplateCache templates = new TemplateCache();
            ReportRenderer renderer = run.fixed() ? new CarefulRenderer(charts, templates)
                    : new TrustingRenderer(charts, templates);
            try (ReportDesk desk = new ReportDesk(renderer)) {
                run.say("report service with %d threads%s", ReportDesk.THREADS, run.fixed() ? ", healed" : "");
                takeRequests(desk, run);
                sumUp(desk, run);
            }
        }
    }

    private static void takeRequests(ReportDesk desk, DemoRun run) throws InterruptedException {
        int requests = 0;
        while (run.waitUntil(EVERY.multipliedBy(requests + 1L))) {
            requests++;
            ReportRequest.Kind kind = kind(requests);
            if (kind == ReportRequest.Kind.STATEMENT) {
                run.say("a customer asks for a statement");
            }
            desk.request(kind);
            if (requests % 3 == 0) {
                ReportDesk.Standing standing = desk.settle();
                run.say("%d reports requested, %d delivered, %d open", standing.requested(), standing.delivered(),
                        standing.open());
            }
        }
    }

    /** One request in four is a statement, till three were asked for. */
    private static ReportRequest.Kind kind(int request) {
        if (request % STATEMENT_EVERY == 0 && request <= LAST_STATEMENT) {
            return ReportRequest.Kind.STATEMENT;
        }
        return request % 2 == 0 ? ReportRequest.Kind.SUMMARY : ReportRequest.Kind.INVOICE;
    }

    /** Gives what is nearly ready a moment; what hangs is left hanging. */
    private static void sumUp(ReportDesk desk, DemoRun run) throws InterruptedException {
        ReportDesk.Standing standing = run.settle(desk::settle, now -> now.open() == 0);
        run.say("end: requested=%d delivered=%d failed=%d open=%d", standing.requested(), standing.delivered(),
                standing.failed(), standing.open());
    }
}
