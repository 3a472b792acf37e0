package dev.loomscope.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;

import dev.loomscope.attach.Reason;
import dev.loomscope.protocol.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says every error in one line on the error stream; a stack trace only for those who ask for it. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    Errors(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String help = line.getCommandSpec().qualifiedName() + " --help";
        say(line.getErr(), Reason.oneLine(e.getMessage()) + " (" + help + ")", e);
        return Exit.UNUSABLE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        say(line.getErr(), sentence(e), e);
        return Exit.UNUSABLE;
    }

    private void say(PrintWriter err, String sentence, Exception e) {
        err.println("loomscope: " + sentence);
        if (verbose.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
    }

    private static String sentence(Throwable e) {
        return switch (e) {
            case BadInputException bad -> Reason.oneLine(bad.getMessage());
            case UncheckedIOException unchecked when unchecked.getCause() != null -> sentence(unchecked.getCause());
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
            case FileAlreadyExistsException exists -> exists.getFile() + " exists already";
            case FileSystemException file -> file.getFile() + ": " + Reason.oneLine(file.getReason());
            case IOException io -> Reason.oneLine(io.getMessage());
            default -> "failed unexpectedly: " + e.getClass().getName() + ": " + Reason.oneLine(e.getMessage())
                    + " (--verbose shows where)";
        };
    }
}
