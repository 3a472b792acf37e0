package dev.loomscope.demo.stuck;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportRendererTest {
    private static final ReportRequest INVOICE = new ReportRequest(1, ReportRequest.Kind.INVOICE);
    private static final ReportRequest STATEMENT = new ReportRequest(2, ReportRequest.Kind.STATEMENT);
    private static final ReportRequest NEXT_STATEMENT = new ReportRequest(3, ReportRequest.Kind.STATEMENT);

    private final ChartServer charts = new ChartServer(1);
    private final TemplateCache templates = new TemplateCache();
    private final ReportRenderer trusting = new TrustingRenderer(charts, templates);
    private final ReportRenderer careful = new CarefulRenderer(charts, templates);

    @AfterEach
    void close() {
        charts.close();
    }

    @Test
    void bothMakeTheSameReport() throws Exception {
        assertThat(trusting.render(INVOICE)).isEqualTo(careful.render(INVOICE)).endsWith("chart of INVOICE 1\n");
    }

    @Test
    void theCarefulOneAsksAgainForAChartThatGotLost() throws Exception {
        assertThat(careful.render(STATEMENT)).endsWith("chart of STATEMENT 2\n");
    }

    @Test
    void theTrustingOneHangsWithTheLockThatTheNextOneNeeds() throws Exception {
        FutureTask<String> first = new FutureTask<>(() -> trusting.render(STATEMENT));
        FutureTask<String> second = new FutureTask<>(() -> trusting.render(NEXT_STATEMENT));
        Thread holder = Thread.ofPlatform().start(first);
        awaitWaiting(holder);
        assertThat(templates.template(ReportRequest.Kind.STATEMENT).lock().isLocked()).isTrue();
        Thread waiter = Thread.ofPlatform().start(second);
        awaitWaiting(waiter);
        assertThat(templates.template(ReportRequest.Kind.STATEMENT).lock().hasQueuedThread(waiter)).isTrue();
        assertThat(first).isNotDone();

        holder.interrupt();
        assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(second.get(30, TimeUnit.SECONDS)).endsWith("chart of STATEMENT 3\n");
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
