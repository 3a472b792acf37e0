package dev.loomscope.command;

import picocli.CommandLine.Command;

@Command(name = "demo")
final class DemoCommand extends Subcommand {
    @Override
    public Integer call() {
        throw misuse("demo is not there yet");
    }
}
