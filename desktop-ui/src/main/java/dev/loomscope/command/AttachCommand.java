package dev.loomscope.command;

import java.util.HexFormat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loomscope.attach.AgentLoader;
import dev.loomscope.attach.Attachment;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code attach}: the agent into a running JVM. */
@Command(name = "attach", description = "Load the agent into a running JVM and print where it listens.")
final class AttachCommand extends Subcommand {
    @Parameters(paramLabel = "PID", description = "The JVM's process.", converter = Quantities.PidConverter.class)
    private long pid;

    @Option(names = "--json", description = "Print a JSON object, the token included.")
    private boolean json;

    @Override
    public Integer call() throws BadInputException {
        Attachment attachment = AgentLoader.attach(pid);
        Endpoint endpoint = attachment.endpoint();
        if (!attachment.loaded()) {
            AgentLoader.keep(endpoint);
        }
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("pid", pid).put("host", endpoint.host()).put("port", endpoint.port());
            node.put("token", HexFormat.of().formatHex(endpoint.token())).put("loaded", attachment.loaded());
            out().println(node.toPrettyString());
        } else {
            out().println("pid=" + pid + (attachment.loaded() ? " has the agent now" : " had the agent already")
                    + ", it listens on " + endpoint.host() + ":" + endpoint.port());
            warn(attachment);
        }
        return Exit.FINE;
    }

    private void warn(Attachment attachment) {
        if (attachment.warned()) {
            note(AgentWarning.TEXT);
        }
    }
}
