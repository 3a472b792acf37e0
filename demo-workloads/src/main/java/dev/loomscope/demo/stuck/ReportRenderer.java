package dev.loomscope.demo.stuck;

/** Makes a report of a request, with a chart from elsewhere and a template that is shared. */
@FunctionalInterface
interface ReportRenderer {
    /** The report's text. */
    String render(ReportRequest request) throws Exception;
}
