package dev.loomscope.command;

import picocli.CommandLine.Command;

@Command(name = "ui")
final class UiCommand extends Subcommand {
    @Override
    public Integer call() {
        throw misuse("ui is not there yet");
    }
}
