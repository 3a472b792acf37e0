package dev.loomscope.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have: where results go, where everything else goes, and an exit code. */
abstract class Subcommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Where the results go. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Tells the user something beside the results, in one line. */
    final void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("loomscope: " + line);
        err.flush();
    }

    /** Tells the user how far the command is, beside the results. */
    final Progress progress() {
        return new Progress(spec.commandLine().getErr());
    }

    /** The command was used wrongly: ends it with this message. */
    final Misuse misuse(String message) {
        return new Misuse(spec.commandLine(), message);
    }
}
