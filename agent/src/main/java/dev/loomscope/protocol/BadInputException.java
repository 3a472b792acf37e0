package dev.loomscope.protocol;

import java.io.IOException;

/**
 * Input of any kind that cannot be used: a cut or foreign file, a stream of another version, a process that cannot be
 * attached to. The message is one line for a person: what is wrong, with {@code name=value}, and what to do about it.
 */
public class BadInputException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: what is wrong and what to do */
    public BadInputException(String message) {
        super(message);
    }

    /**
     * @param message one line: what is wrong and what to do
     * @param cause what the platform said
     */
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
