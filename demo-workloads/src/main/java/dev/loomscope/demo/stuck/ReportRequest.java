package dev.loomscope.demo.stuck;

/**
 * What a customer asked for.
 *
 * @param number counts the requests from 1
 * @param kind which template it takes
 */
record ReportRequest(int number, Kind kind) {
    /** Each kind has one template. */
    enum Kind {
        INVOICE,
        STATEMENT,
        SUMMARY
    }
}
