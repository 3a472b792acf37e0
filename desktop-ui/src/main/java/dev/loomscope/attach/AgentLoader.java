package dev.loomscope.attach;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Endpoints;
import dev.loomscope.session.SocketSource;

/**
 * Takes the agent into a running JVM and out again. Every way in which that can be refused ends in one
 * {@link BadInputException} that says which it was.
 */
public final class AgentLoader {
    /** System property in which an agent that could not start leaves the reason, in one line. */
    static final String FAILURE = "loomscope.agent.failure";

    private static final String DETACH = "detach";
    private static final String LEAVE = "leave-after=10s";

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration ENDPOINT_LIMIT = Duration.ofSeconds(5);

    private static final int CONNECT_LIMIT_MS = 500;

    private AgentLoader() {}

    /** What a JVM says of itself: its JDK's version, its user, its directory for temporary files. */
    private record Seen(String jdk, String user, String temporary) {}

    /** What is done with a JVM that answers. */
    private interface Visit<T> {
        T with(VirtualMachine machine) throws IOException;
    }

    /**
     * Makes sure that the agent is live in a JVM, until it is told to go: loads it where it is not there yet, and waits until it
     * listens.
     *
     * @throws BadInputException when the process is no JVM of ours, refuses, or the agent does not start in it
     */
    public static Attachment attach(long pid) throws BadInputException {
        return attach(pid, "");
    }

    /**
     * As {@link #attach(long)}, of an agent that goes by itself when nobody has been connected for a while: however its client
     * ends, no agent is left behind.
     */
    public static Attachment attachWhileConnected(long pid) throws BadInputException {
        return attach(pid, LEAVE);
    }

    /**
     * Asks an agent that was there already to stay: somebody may have brought it for himself.
     *
     * @throws BadInputException when it does not answer
     */
    public static void keep(Endpoint endpoint) throws BadInputException {
        try (SocketSource source = SocketSource.connect(endpoint)) {
            source.ask("{\"command\":\"stay\"}");
        } catch (BadInputException e) {
            throw e;
        } catch (IOException e) {
            throw new BadInputException("the agent at " + endpoint.address() + " has gone: attach again", e);
        }
    }

    private static Attachment attach(long pid, String arguments) throws BadInputException {
        LocalJvm jvm = jvm(pid);
        Optional<Endpoint> live = endpoint(pid);
        if (live.isPresent()) {
            return new Attachment(live.get(), false, "");
        }
        if (!jvm.refusal().isEmpty()) {
            throw new BadInputException("pid=" + pid + " " + jvm.refusal());
        }
        Seen seen = visit(pid, machine -> {
            Properties properties = machine.getSystemProperties();
            String version = properties.getProperty("java.version", "");
            if (LocalJvms.feature(version) < LocalJvms.MIN_JDK) {
                throw new BadInputException("pid=" + pid + " runs on JDK " + version + ": the agent needs "
                        + LocalJvms.MIN_JDK + " or newer");
            }
            load(pid, machine, properties, arguments);
            return new Seen(version, properties.getProperty("user.name", ""),
                    properties.getProperty("java.io.tmpdir", ""));
        });
        if (!await(() -> endpoint(pid, seen).isPresent() || !Endpoints.alive(pid))) {
            throw new BadInputException("pid=" + pid
                    + " has loaded the agent, but the agent does not listen: see the standard error of pid=" + pid);
        }
        return new Attachment(endpoint(pid, seen).orElseThrow(() -> ended(pid)), true, seen.jdk());
    }

    /**
     * Takes the agent out of a JVM and waits until it is gone.
     *
     * @throws BadInputException when no agent is live there, or it does not go
     */
    public static void detach(long pid) throws BadInputException {
        jvm(pid);
        if (endpoint(pid).isEmpty()) {
            throw new BadInputException("pid=" + pid + " has no agent: there is nothing to detach");
        }
        visit(pid, machine -> {
            load(pid, machine, machine.getSystemProperties(), DETACH);
            return pid;
        });
        awaitGone(pid);
    }

    /** Waits until a JVM has no agent any more. */
    static void awaitGone(long pid) throws BadInputException {
        if (!await(() -> endpoint(pid).isEmpty() || !Endpoints.alive(pid))) {
            throw new BadInputException("pid=" + pid + " still has the agent: see the standard error of pid=" + pid);
        }
    }

    /**
     * Where the agent of a process listens. A file that cannot be used is no endpoint, and neither is one that an earlier
     * process of this number has left behind: nobody listens there any more.
     */
    static Optional<Endpoint> endpoint(long pid) {
        try {
            return Endpoints.find(pid).filter(AgentLoader::listens);
        } catch (BadInputException _) {
            return Optional.empty();
        }
    }

    private static Optional<Endpoint> endpoint(long pid, Seen seen) {
        try {
            Optional<Endpoint> endpoint = endpoint(pid);
            return endpoint.isPresent()
                    ? endpoint
                    : Endpoints.find(pid, seen.user(), Path.of(seen.temporary())).filter(AgentLoader::listens);
        } catch (BadInputException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static boolean listens(Endpoint endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_LIMIT_MS);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private static LocalJvm jvm(long pid) throws BadInputException {
        if (!Endpoints.alive(pid)) {
            throw new BadInputException(
                    "pid=" + pid + " does not exist: loomscope list shows the JVMs of this machine");
        }
        if (pid == ProcessHandle.current().pid()) {
            throw new BadInputException("pid=" + pid + " is Loomscope itself: name another JVM");
        }
        return LocalJvms.find(pid).orElseThrow(() -> new BadInputException(
                "pid=" + pid + " is not a Java process: loomscope list shows the JVMs of this machine"));
    }

    /** Talks to the JVM on a thread of its own, so that one that never answers holds nobody up. */
    private static <T> T visit(long pid, Visit<T> visit) throws BadInputException {
        FutureTask<T> talk = new FutureTask<>(() -> {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return visit.with(machine);
            } finally {
                machine.detach();
            }
        });
        Thread.ofPlatform().daemon().name("attach-" + pid).start(talk);
        try {
            return talk.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new BadInputException("pid=" + pid + " does not answer: it hangs at a safepoint or is out of memory");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInputException("interrupted while attaching to pid=" + pid, e);
        } catch (ExecutionException e) {
            throw refused(pid, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static void load(long pid, VirtualMachine machine, Properties its, String arguments) throws IOException {
        boolean otherUser = !its.getProperty("user.name", "").equals(System.getProperty("user.name"));
        String jar = CarriedJar.AGENT.file(otherUser).toString();
        try {
            machine.loadAgent(jar, arguments);
            String why = machine.getSystemProperties().getProperty(FAILURE, "");
            if (!arguments.equals(DETACH) && !why.isEmpty()) {
                throw new BadInputException(notStarted(pid, why));
            }
        } catch (AgentInitializationException e) {
            String why = machine.getSystemProperties().getProperty(FAILURE, "code=" + e.returnValue());
            throw new BadInputException(notStarted(pid, why), e);
        } catch (AgentLoadException e) {
            String said = Reason.oneLine(e.getMessage());
            throw new BadInputException(said.contains("Dynamic agent loading is not enabled")
                    ? "pid=" + pid
                            + " refuses agents (-XX:-EnableDynamicAgentLoading): start it without that flag, or with"
                            + " -javaagent:loomscope-agent.jar"
                    : "pid=" + pid + " cannot load the agent " + jar + ": " + said, e);
        }
    }

    private static String notStarted(long pid, String why) {
        return "pid=" + pid + " has loaded the agent, but it did not start: " + Reason.oneLine(why);
    }

    private static BadInputException refused(long pid, Throwable cause) {
        if (cause instanceof BadInputException known) {
            return known;
        }
        if (!Endpoints.alive(pid)) {
            return ended(pid);
        }
        String said = Reason.oneLine(cause.getMessage());
        return switch (cause) {
            case AttachNotSupportedException _ -> new BadInputException("pid=" + pid + " refuses attach: " + said,
                    cause);
            case AttachOperationFailedException _ -> new BadInputException(
                    "pid=" + pid + " failed while attaching: " + said, cause);
            default -> new BadInputException("pid=" + pid + " cannot be attached to: " + said, cause);
        };
    }

    private static BadInputException ended(long pid) {
        return new BadInputException("pid=" + pid + " ended while it was attached to");
    }

    private static boolean await(BooleanSupplier condition) {
        long limit = System.nanoTime() + ENDPOINT_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(5_000_000);
        }
        return true;
    }
}
