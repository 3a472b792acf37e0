package dev.loomscope.command;

/** The exit codes of the command line. */
final class Exit {
    /** All is well. */
    static final int FINE = 0;

    /** Findings that {@code --fail-on} names. */
    static final int FINDINGS = 1;

    /** Wrong use, or input that cannot be used. */
    static final int UNUSABLE = 2;

    private Exit() {}
}
