package dev.loomscope.command;

import dev.loomscope.view.shell.Opening;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ui}: the desktop. */
@Command(name = "ui", description = "Open the desktop, straight into a session when one is named.")
final class UiCommand extends Subcommand {
    @Parameters(paramLabel = "PID|HOST:PORT|FILE", arity = "0..1", converter = TargetArgument.Converter.class,
            description = "A JVM's process, where its agent listens, or a recording.")
    private @Nullable TargetArgument target;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Override
    public Integer call() throws Exception {
        return switch (target) {
            case null -> Desktop.open(new Opening.Start());
            case TargetArgument.Recorded(var file) -> {
                OpenRecording.check(file, TargetArgument.WANTED);
                yield Desktop.open(new Opening.Recorded(file));
            }
            case TargetArgument live -> {
                Desktop.checkDisplay();
                try (LiveTarget jvm = LiveTarget.reach(live, token, this::note).closedAtExit()) {
                    yield Desktop.open(new Opening.Live(jvm.endpoint()));
                }
            }
        };
    }
}
