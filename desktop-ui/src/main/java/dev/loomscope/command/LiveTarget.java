package dev.loomscope.command;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.loomscope.attach.AgentLoader;
import dev.loomscope.attach.AgentRelease;
import dev.loomscope.attach.Attachment;
import dev.loomscope.attach.LocalJvm;
import dev.loomscope.attach.LocalJvms;
import dev.loomscope.attach.Reason;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Endpoints;
import dev.loomscope.session.SocketSource;

/** A JVM with a live agent. Closing it lets the agent go if this program had put it in. */
final class LiveTarget implements AutoCloseable {
    private final Endpoint endpoint;
    private final long attachedPid;
    private final Consumer<String> notes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LiveTarget(Endpoint endpoint, long attachedPid, Consumer<String> notes) {
        this.endpoint = endpoint;
        this.attachedPid = attachedPid;
        this.notes = notes;
    }

    /**
     * Reaches the agent of a process or at an address; loads it into the process where it is not there yet.
     *
     * @param notes is told what the user should know
     */
    static LiveTarget reach(TargetArgument target, TokenOptions token, Consumer<String> notes) throws IOException {
        return switch (target) {
            case TargetArgument.Jvm(long pid) -> {
                Attachment attachment = AgentLoader.attachWhileConnected(pid);
                if (attachment.warned()) {
                    notes.accept(AgentWarning.TEXT);
                }
                yield new LiveTarget(attachment.endpoint(), attachment.loaded() ? pid : 0, notes);
            }
            case TargetArgument.Address address -> new LiveTarget(token.endpoint(address), 0, notes);
            case TargetArgument.Recorded(var file) -> throw new BadInputException(
                    file + " is no PID and no HOST:PORT: name a live JVM");
        };
    }

    /** A JVM whose agent is left in it. */
    static LiveTarget of(Endpoint endpoint, Consumer<String> notes) {
        return new LiveTarget(endpoint, 0, notes);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * The agent's stream. Where this program had put the agent in, the agent goes when the connection ends, so that it does not
     * stay behind where this program is killed.
     */
    SocketSource connect() throws IOException {
        SocketSource source = SocketSource.connect(endpoint);
        if (attachedPid != 0) {
            try {
                source.send("{\"command\":\"detach-at-end\"}");
            } catch (IOException e) {
                source.close();
                throw e;
            }
        }
        return source;
    }

    /** Whether the process is known to have ended. */
    boolean ended() {
        long pid = endpoint.pid();
        return pid != 0 && !Endpoints.alive(pid);
    }

    /** As {@link #ended}, of a process that may be just about to end: gives it a moment. */
    boolean endsSoon() throws InterruptedException {
        long limit = System.nanoTime() + 2_000_000_000L;
        while (endpoint.pid() != 0 && !ended() && System.nanoTime() < limit && !Interruption.await(10)) {
            // Its connection is closed before it is gone.
        }
        return ended();
    }

    /** Whether nothing says that the process lives on. */
    boolean mayHaveEnded() {
        return endpoint.pid() == 0 || ended();
    }

    /** As a try block would, also when the process is told to end from outside while a window is open. */
    LiveTarget closedAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "detach"));
        return this;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true) || attachedPid == 0 || ended()) {
            return;
        }
        try {
            AgentRelease.of(attachedPid, endpoint);
        } catch (BadInputException e) {
            noteUnlessEnding(e);
        }
    }

    private void noteUnlessEnding(BadInputException e) {
        if (!LocalJvms.find(attachedPid).map(LocalJvm::agentLive).orElse(false)) {
            // It went by itself, as the connection had ended.
            return;
        }
        try {
            if (!endsSoon()) {
                notes.accept(Reason.oneLine(e.getMessage()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
