package dev.loomscope.session;

import dev.loomscope.model.SessionModel;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One session, live or replayed: a thread that takes frames from a source and applies them to a model.
 */
public final class Session implements AutoCloseable {
    private final SessionModel model = new SessionModel();

    private Session() {
    }

    /** Is told what happens, on the session's thread: it must be quick. */
    public interface Listener {
        /** The state changed. */
        default void stateChanged(State state) {
        }

        /** Another model took the place of the one before: a replay went back in time, another process answered. */
        default void modelReplaced(SessionModel model) {
        }

        /** Frames were applied to the model. */
        default void modelChanged() {
        }
    }

    /**
     * Watches a live JVM. Returns once the connection stands.
     *
     * @param memory bytes that the model may take
     * @throws dev.loomscope.protocol.BadInputException when there is no agent of ours, see {@link SocketSource#connect}
     */
    public static Session live(Endpoint endpoint, long memory) throws IOException {
        return new Session();
    }

    /** As {@link #live(Endpoint, long)} with the usual memory. */
    public static Session live(Endpoint endpoint) throws IOException {
        return live(endpoint, SessionModel.DEFAULT_MEMORY);
    }

    /**
     * Opens a recording. Returns at once; the file is read in the background ({@link Replay#loaded}), then stands paused at
     * its end.
     *
     * @throws dev.loomscope.protocol.BadInputException when it is no recording, empty, or of another version
     */
    public static Session replay(Path file) throws IOException {
        return new Session();
    }

    /** The model of now; see {@link Listener#modelReplaced}. */
    public SessionModel model() {
        return model;
    }

    public State state() {
        return new State(State.Phase.CONNECTING, "");
    }

    /** What is watched, for people: {@code host:port} or a file name. */
    public String name() {
        return "";
    }

    public void addListener(Listener listener) {
    }

    public void removeListener(Listener listener) {
    }

    /** The controls of a replay; null when the session is live. */
    public @Nullable Replay replay() {
        return null;
    }

    /**
     * Begins to record a live session, from the next keyframe on (at most about a second from now). One recording at a time.
     *
     * @param maxSize bytes after which the recording takes no more
     * @throws IllegalStateException when the session is a replay or already recorded
     */
    public Recording record(Path file, long maxSize) throws IOException {
        throw new IllegalStateException("not recordable");
    }

    /** Ends the recording and closes its file. */
    public void stopRecording() throws IOException {
    }

    /** The recording in progress. */
    public @Nullable Recording recording() {
        return null;
    }

    /** Sends a control message to the agent: one JSON object. Live sessions only. */
    public void send(String json) throws IOException {
    }

    /** Waits until the session has ended (live: the target exited or detached; replay: the file is read). */
    public State awaitEnd() throws InterruptedException {
        return state();
    }

    @Override
    public void close() {
    }
}
