package dev.loomscope.command;

import picocli.CommandLine.Command;

@Command(name = "export")
final class ExportCommand extends Subcommand {
    @Override
    public Integer call() {
        throw misuse("export is not there yet");
    }
}
