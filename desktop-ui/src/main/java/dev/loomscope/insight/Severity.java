package dev.loomscope.insight;

/** How bad a finding is. */
public enum Severity {
    INFO("info"),
    WARNING("warning"),
    CRITICAL("critical");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    /** The severity's stable name in reports. */
    public String label() {
        return label;
    }
}
