package dev.loomscope.command;

import picocli.CommandLine.Command;

@Command(name = "snapshot")
final class SnapshotCommand extends Subcommand {
    @Override
    public Integer call() {
        throw misuse("snapshot is not there yet");
    }
}
