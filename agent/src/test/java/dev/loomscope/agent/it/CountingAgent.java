package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.function.Supplier;

import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.instrument.Installation;
import dev.loomscope.agent.instrument.Preparation;

/**
 * An agent for tests: installs the hooks and counts what comes out of the rings. A program under it finds a Supplier of the
 * counts among the system properties, as {@code counts}. With the argument {@code idle} it installs nothing yet, with
 * {@code probe} it says how many classes have hooks in them, with {@code agents} how many agents are loaded, with
 * {@code versions} which versions of the hooks are there and called.
 */
public final class CountingAgent {
    private static Instrumentation instrumentation;
    private static Counts counts;

    private CountingAgent() {}

    public static void premain(String arguments, Instrumentation given) throws Exception {
        agentmain(arguments == null ? "" : arguments, given);
    }

    public static void agentmain(String arguments, Instrumentation given) throws Exception {
        instrumentation = given;
        if (arguments.equals("probe")) {
            System.out.println("hooked=" + Probe.hooked(Probe.look(instrumentation)));
        } else if (arguments.equals("agents")) {
            System.gc();
            System.out.println(
                    "agents=" + Arrays.stream(instrumentation.getAllLoadedClasses())
                            .filter(type -> type.getName().equals("dev.loomscope.agent.Agent"))
                            .count());
        } else if (arguments.equals("versions")) {
            System.out.println(HookVersions.look(instrumentation));
        } else if (!arguments.equals("idle")) {
            install();
        }
    }

    /** Installs the hooks and counts from zero. */
    static synchronized Installation install() throws Exception {
        Installation installation = Installation.install(Preparation.begin(instrumentation), 256 << 10, false);
        for (HookStatus status : installation.statuses()) {
            if (status.state().equals("failed")) {
                System.out.println("WRONG " + status);
            }
        }
        counts = new Counts(installation.memory());
        counts.start();
        Supplier<String> report = counts::report;
        System.getProperties().put("counts", report);
        installation.enable();
        return installation;
    }

    static synchronized Counts counts() {
        return counts;
    }

    static Instrumentation instrumentation() {
        return instrumentation;
    }
}
