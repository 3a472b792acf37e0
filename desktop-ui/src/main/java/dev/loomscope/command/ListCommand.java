package dev.loomscope.command;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loomscope.attach.LocalJvm;
import dev.loomscope.attach.LocalJvms;
import dev.loomscope.session.StaleEndpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: the JVMs of this machine. */
@Command(name = "list", description = "List the JVMs of this machine.")
final class ListCommand extends Subcommand {
    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        StaleEndpoints.remove();
        List<LocalJvm> jvms = LocalJvms.list();
        if (json) {
            out().println(array(jvms).toPrettyString());
        } else if (jvms.isEmpty()) {
            note("no JVM runs on this machine beside this one");
        } else {
            print(jvms);
        }
        return Exit.FINE;
    }

    private void print(List<LocalJvm> jvms) {
        int main = width(jvms.stream().map(LocalJvm::main).toList(), 4, 60);
        int user = width(jvms.stream().map(LocalJvm::user).toList(), 4, 20);
        String row = "%7s  %-" + main + "s  %-10s  %-" + user + "s  %-5s  %s%n";
        out().printf(Locale.ROOT, row, "PID", "MAIN", "JDK", "USER", "AGENT", "ATTACH");
        for (LocalJvm jvm : jvms) {
            out().printf(Locale.ROOT, row, jvm.pid(), orDash(jvm.main()), orDash(jvm.jdk()), orDash(jvm.user()),
                    jvm.agentLive() ? "live" : "-", jvm.attachable() ? "yes" : "no: " + jvm.refusal());
        }
    }

    private static ArrayNode array(List<LocalJvm> jvms) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (LocalJvm jvm : jvms) {
            ObjectNode node = array.addObject();
            node.put("pid", jvm.pid()).put("main", jvm.main()).put("jdk", jvm.jdk()).put("user", jvm.user());
            node.put("agentLive", jvm.agentLive()).put("attachable", jvm.attachable()).put("refusal", jvm.refusal());
        }
        return array;
    }

    private static int width(List<String> texts, int least, int most) {
        return Math.clamp(texts.stream().mapToInt(String::length).max().orElse(0), least, most);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
