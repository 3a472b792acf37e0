package dev.loomscope.command;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

/** One use of the command line, and what came of it. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** It failed with this one line and nothing else. */
    void isRefused(String message) {
        assertThat(err).isEqualTo("loomscope: " + message + System.lineSeparator());
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(2);
    }
}
