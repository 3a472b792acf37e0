package dev.loomscope.demo.stuck;

/**
 * The mistake: it takes the template's lock, asks for the chart, and waits for the reply without a time limit. One reply
 * that gets lost holds this thread for good, and every other thread that needs the same template behind it.
 */
record TrustingRenderer(ChartServer charts, TemplateCache templates) implements ReportRenderer {
    @Override
    public String render(ReportRequest request) throws Exception {
        TemplateCache.Template template = templates.template(request.kind());
        template.lock().lock();
        try {
            String chart = charts.chart(request).get();
            return template.fill(request, chart);
        } finally {
            template.lock().unlock();
        }
    }
}
