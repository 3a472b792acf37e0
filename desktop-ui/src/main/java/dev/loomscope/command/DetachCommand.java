package dev.loomscope.command;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.protocol.BadInputException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code detach}: the agent out of a JVM. */
@Command(name = "detach", description = "Take every hook out of a JVM again; it runs on as it was.")
final class DetachCommand extends Subcommand {
    @Parameters(paramLabel = "PID", description = "The JVM's process.", converter = Quantities.PidConverter.class)
    private long pid;

    @Override
    public Integer call() throws BadInputException {
        AgentLoader.detach(pid);
        out().println("pid=" + pid + " is without the agent again");
        return Exit.FINE;
    }
}
