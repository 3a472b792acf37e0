package dev.loomscope.view.start;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.attach.CarriedJar;
import dev.loomscope.attach.LocalJvms;
import dev.loomscope.session.Endpoint;

/** The JVMs of this machine, and the way into them. May be called by any thread, and may take a while. */
public interface JvmDirectory {
    /** The JVMs there are, this one left out. */
    List<JvmRow> list();

    /**
     * Puts the agent into a JVM, unless it is there, and says where it listens. It goes again a while after its client.
     *
     * @throws dev.loomscope.protocol.BadInputException when that cannot be, in one line for people
     */
    Endpoint attach(long pid) throws IOException;

    /** The option by which a JVM that cannot be attached to starts with the agent in it. */
    default String option() throws IOException {
        return "-javaagent:" + CarriedJar.AGENT.file(false);
    }

    /** The real ones. */
    static JvmDirectory local() {
        return new JvmDirectory() {
            @Override
            public List<JvmRow> list() {
                return LocalJvms.list().stream()
                        .map(jvm -> new JvmRow(jvm.pid(), jvm.main(), jvm.jdk(), jvm.agentLive(), jvm.refusal()))
                        .sorted(Comparator.comparing(JvmRow::live).reversed()
                                .thenComparing(Comparator.comparing(JvmRow::attachable).reversed()))
                        .toList();
            }

            @Override
            public Endpoint attach(long pid) throws IOException {
                return AgentLoader.attachWhileConnected(pid).endpoint();
            }
        };
    }
}
