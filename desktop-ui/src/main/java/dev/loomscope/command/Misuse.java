package dev.loomscope.command;

import picocli.CommandLine;

/** A command was used wrongly in a way that its options' types do not show. */
final class Misuse extends CommandLine.ParameterException {
    private static final long serialVersionUID = 1L;

    Misuse(CommandLine line, String message) {
        super(line, message);
    }
}
