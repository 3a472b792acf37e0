package dev.loomscope.demo;

/** Wrong words on the command line. The message is one line: what is wrong and what to do. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
