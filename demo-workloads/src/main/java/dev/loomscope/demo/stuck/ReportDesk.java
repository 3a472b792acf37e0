package dev.loomscope.demo.stuck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Takes requests for reports and has them rendered on the pool {@code reports}. Used by one thread. */
final class ReportDesk implements AutoCloseable {
    static final int THREADS = 4;

    private static final long CLOSING_SECONDS = 2;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().name("reports-", 1).factory());
    private final List<Future<String>> open = new ArrayList<>();
    private final ReportRenderer renderer;
    private int requested;
    private int delivered;
    private int failed;

    ReportDesk(ReportRenderer renderer) {
        this.renderer = renderer;
    }

    void request(ReportRequest.Kind kind) {
        open.add(pool.submit(new RenderReport(new ReportRequest(++requested, kind), renderer)));
    }

    /** Hands over what is ready, and says how things stand. */
    Standing settle() {
        open.removeIf(report -> switch (report.state()) {
            case RUNNING -> false;
            case SUCCESS -> {
                delivered++;
                yield true;
            }
            case FAILED, CANCELLED -> {
                failed++;
                yield true;
            }
        });
        return new Standing(requested, delivered, failed, open.size());
    }

    /** Ends the pool; a report that hangs is interrupted. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("reports still run after seconds=" + CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The counts at one moment; {@code requested} is the sum of the other three. */
    record Standing(int requested, int delivered, int failed, int open) {}

    /** One report, as the pool sees it. */
    record RenderReport(ReportRequest request, ReportRenderer renderer) implements Callable<String> {
        @Override
        public String call() throws Exception {
            return renderer.render(request);
        }
    }
}
