package dev.loomscope.session;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.UUID;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a live session: applies what an agent sends, and connects again when the connection breaks. The keyframe that every
 * connection begins with joins what comes to what is known, so a break loses nothing but the time between. Ends when the
 * watched side says good-bye, or its process is gone, or does not answer any more.
 */
final class LiveFeed {
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;
    /** A process that was restarted has another token: after so long there is nothing to wait for. */
    private static final long PATIENCE_NS = 15_000_000_000L;

    private final Session session;
    private final Endpoint endpoint;
    private final long memory;
    private final Object lock = new Object();
    private volatile ReadAhead source;
    private volatile boolean closed;
    private @Nullable Frame sessionFrame;

    /** Guarded by {@link #lock}. */
    private @Nullable Recording recording;
    /** The recording waits for a keyframe to begin with. Guarded by {@link #lock}. */
    private boolean waiting;

    LiveFeed(Session session, Endpoint endpoint, SocketSource source, long memory, @Nullable Recording recording) {
        this.session = session;
        this.endpoint = endpoint;
        this.source = ReadAhead.of(source);
        this.memory = memory;
        this.recording = recording;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void run() {
        String why = "closed";
        try {
            boolean over = false;
            while (!over && !closed) {
                String broken = feed();
                over = session.model().ended();
                why = over ? session.model().endReason() : broken;
                if (!over && !closed) {
                    session.state(new State(State.Phase.LOST, broken));
                    over = !reconnect();
                    why = over ? gone(broken) : why;
                }
            }
        } catch (InterruptedException e) {
            why = "interrupted";
        } catch (RuntimeException e) {
            why = "failed: " + e;
        } finally {
            source.close();
            String problem = finishRecording();
            session.state(new State(State.Phase.ENDED, problem == null ? closed ? "closed" : why : problem));
        }
    }

    private @Nullable String finishRecording() {
        try {
            stopRecording();
            return null;
        } catch (IOException e) {
            return "the recording cannot be finished: " + e.getMessage();
        }
    }

    /** Applies frames until the connection breaks or the stream ends; says why. */
    private String feed() throws InterruptedException {
        try {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                take(frame);
                if (session.model().ended()) {
                    return session.model().endReason();
                }
            }
            return "the connection was closed";
        } catch (BadInputException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            return "the connection broke: " + e.getMessage();
        }
    }

    private void take(Frame frame) throws BadInputException {
        if (frame.type() == FrameType.SESSION) {
            begin(frame);
        }
        session.model().apply(frame);
        record(frame);
        session.state(new State(State.Phase.LIVE, ""));
        session.modelChanged();
    }

    /** Where another process answers than before, it gets a model of its own. */
    private void begin(Frame frame) throws BadInputException {
        UUID uuid = SessionInfo.of(frame).uuid();
        SessionInfo known = session.model().info();
        if (endpoint.uuid() != null && !endpoint.uuid().equals(uuid)) {
            throw new BadInputException(endpoint.address() + " answers for another process: uuid=" + uuid);
        }
        if (!known.equals(SessionInfo.UNKNOWN) && !known.uuid().equals(uuid)) {
            session.replaceModel(new SessionModel(memory));
        }
        sessionFrame = frame;
    }

    /** Tries until it is connected again; false where that is hopeless or the session was closed. */
    private boolean reconnect() throws InterruptedException {
        long pause = FIRST_PAUSE_MS;
        long began = System.nanoTime();
        while (!closed && !isGone() && System.nanoTime() - began < PATIENCE_NS) {
            synchronized (lock) {
                if (!closed) {
                    lock.wait(pause);
                }
            }
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            try {
                ReadAhead next = ReadAhead.of(SocketSource.connect(endpoint));
                source = next;
                if (closed) {
                    next.close();
                }
                return !closed;
            } catch (IOException e) {
                session.state(new State(State.Phase.LOST, String.valueOf(e.getMessage())));
            }
        }
        return false;
    }

    /** The session's own pid says nothing here: it may be that of a container. */
    private boolean isGone() {
        return endpoint.pid() > 0 && isLocal() && !Endpoints.alive(endpoint.pid());
    }

    private boolean isLocal() {
        try {
            return InetAddress.getByName(endpoint.host()).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private String gone(String broken) {
        return isGone() ? "the process is gone" : broken;
    }

    private void record(Frame frame) {
        synchronized (lock) {
            Recording current = recording;
            if (current == null) {
                return;
            }
            try {
                if (waiting && frame.type() == FrameType.KEYFRAME && sessionFrame != null) {
                    current.append(sessionFrame);
                    waiting = false;
                }
                if (!waiting) {
                    current.append(frame);
                }
            } catch (IOException e) {
                current.failed("recording stopped: " + e.getMessage());
                recording = null;
            }
        }
    }

    Recording record(Path file, long maxSize) throws IOException {
        Recording next;
        synchronized (lock) {
            if (recording != null) {
                throw new IllegalStateException("already recording to file=" + recording.file());
            }
            next = Recording.create(file, maxSize);
            recording = next;
            waiting = true;
        }
        askForKeyframe();
        return next;
    }

    /** Of a JVM that does little, the next one would come only after seconds. */
    private void askForKeyframe() {
        try {
            source.send("{\"command\":\"keyframe\"}");
        } catch (IOException e) {
            // The connection is broken, and the next one begins with a keyframe.
        }
    }

    void stopRecording() throws IOException {
        synchronized (lock) {
            if (recording != null) {
                Recording last = recording;
                recording = null;
                last.close();
            }
        }
    }

    @Nullable
    Recording recording() {
        synchronized (lock) {
            return recording;
        }
    }

    void send(String json) throws IOException {
        source.send(json);
    }

    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        source.close();
    }
}
