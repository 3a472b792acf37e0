package dev.loomscope.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.loomscope.view.shell.Opening;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line, and through it the desktop: without a command the desktop's start screen opens. */
@Command(name = "loomscope", description = "See what every task in a JVM is doing, live.",
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true, versionProvider = Main.Version.class, scope = ScopeType.INHERIT,
        subcommands = {UiCommand.class, ListCommand.class, AttachCommand.class, DetachCommand.class,
                RecordCommand.class,
                ReportCommand.class, ExportCommand.class, SnapshotCommand.class, DemoCommand.class},
        footer = {"", "Exit codes: 0 fine, 1 findings that --fail-on names, 2 wrong use or unusable input."},
        exitCodeOnInvalidInput = Exit.UNUSABLE, exitCodeOnExecutionException = Exit.UNUSABLE)
public final class Main extends Subcommand {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean verbose;

    /** Runs what the arguments say and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Interruption.guard(() -> run(out, err, args)));
    }

    /**
     * Runs what the arguments say.
     *
     * @param out where results go
     * @param err where progress, notes and errors go
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Errors errors = new Errors(() -> main.verbose || List.of(args).contains("--verbose"));
        line.setParameterExceptionHandler(errors);
        line.setExecutionExceptionHandler(errors);
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public Integer call() throws Exception {
        return Desktop.open(new Opening.Start());
    }

    /** The version in the jar's manifest; there is none when the classes come from a directory. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"loomscope " + (version == null ? "(not packaged)" : version)};
        }
    }
}
