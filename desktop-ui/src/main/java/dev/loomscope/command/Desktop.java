package dev.loomscope.command;

import java.util.List;

final class Desktop {
    private Desktop() {}

    static int open(List<String> arguments) {
        throw new IllegalStateException("not there yet");
    }
}
