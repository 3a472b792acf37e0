package dev.loomscope.demo.stuck;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The remedy: it waits for the chart for a limited time, asks again, holds no lock meanwhile, and takes the template's lock
 * only to fill it.
 */
record CarefulRenderer(ChartServer charts, TemplateCache templates) implements ReportRenderer {
    private static final int ATTEMPTS = 3;
    private static final long LIMIT_MS = 300;

    @Override
    public String render(ReportRequest request) throws Exception {
        String chart = chart(request);
        TemplateCache.Template template = templates.template(request.kind());
        if (!template.lock().tryLock(LIMIT_MS, TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("report=" + request.number() + " got no template within ms=" + LIMIT_MS);
        }
        try {
            return template.fill(request, chart);
        } finally {
            template.lock().unlock();
        }
    }

    private String chart(ReportRequest request) throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            CompletableFuture<String> reply = charts.chart(request);
            try {
                return reply.get(LIMIT_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                reply.cancel(true);
            }
        }
        throw new TimeoutException("report=" + request.number() + " got no chart in attempts=" + ATTEMPTS);
    }
}
