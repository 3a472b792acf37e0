package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * One session, live or replayed: a thread that takes frames from a source and applies them to a model. May be used by any
 * thread.
 */
public final class Session implements AutoCloseable {
    private final String name;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final @Nullable LiveFeed live;
    private final @Nullable Replay replay;
    private final Thread thread;
    private volatile SessionModel model;
    private volatile State state = new State(State.Phase.CONNECTING, "");

    private Session(Endpoint endpoint, SocketSource source, long memory, @Nullable Recording recording) {
        name = source.name();
        model = new SessionModel(memory);
        live = new LiveFeed(this, endpoint, source, memory, recording);
        replay = null;
        thread = Thread.ofPlatform().name("loomscope-session").daemon().unstarted(live::run);
    }

    private Session(RecordingFile file, ReplayCourse.Reach reach) {
        name = file.file().getFileName().toString();
        model = new SessionModel(reach.memory());
        live = null;
        replay = new Replay(this, file, reach);
        thread = Thread.ofPlatform().name("loomscope-replay").daemon().unstarted(replay::run);
    }

    /** Is told what happens, on the session's thread: it must be quick. */
    public interface Listener {
        /** The state changed. */
        default void stateChanged(State state) {}

        /** Another model took the place of the one before: a replay went back in time, another process answered. */
        default void modelReplaced(SessionModel model) {}

        /** Frames were applied to the model. */
        default void modelChanged() {}
    }

    /**
     * Watches a live JVM. Returns once the connection stands.
     *
     * @param memory bytes that the model may take
     * @param recording takes every frame from the first one on and is closed when the session ends; null for none
     * @throws dev.loomscope.protocol.BadInputException when there is no agent of ours, see {@link SocketSource#connect}
     */
    public static Session live(Endpoint endpoint, long memory, @Nullable Recording recording) throws IOException {
        Session session = new Session(endpoint, SocketSource.connect(endpoint), memory, recording);
        session.thread.start();
        return session;
    }

    /** As {@link #live(Endpoint, long, Recording)} without a recording. */
    public static Session live(Endpoint endpoint, long memory) throws IOException {
        return live(endpoint, memory, null);
    }

    /** As {@link #live(Endpoint, long)} with the usual memory. */
    public static Session live(Endpoint endpoint) throws IOException {
        return live(endpoint, SessionModel.DEFAULT_MEMORY);
    }

    /**
     * Opens a recording. Returns at once; the file is read in the background ({@link Replay#loaded}), and stands paused at
     * its end: at once with what happened last, then with all that the model can hold.
     *
     * @throws dev.loomscope.protocol.BadInputException when it is no recording, empty, or of another version
     */
    public static Session replay(Path file) throws IOException {
        return replay(file, SessionModel.DEFAULT_MEMORY);
    }

    /** As {@link #replay(Path)}; the model may take {@code memory} bytes. */
    public static Session replay(Path file, long memory) throws IOException {
        return replay(file, ReplayCourse.Reach.usual(memory));
    }

    static Session replay(Path file, ReplayCourse.Reach reach) throws IOException {
        Session session = new Session(RecordingFile.open(file), reach);
        session.thread.start();
        return session;
    }

    /** The model of now; see {@link Listener#modelReplaced}. */
    public SessionModel model() {
        return model;
    }

    public State state() {
        return state;
    }

    /** What is watched, for people: {@code host:port} or a file name. */
    public String name() {
        return name;
    }

    /** Where it is connected to; null when it is a replay. */
    public @Nullable Endpoint endpoint() {
        return live == null ? null : live.endpoint();
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** The controls of a replay; null when the session is live. */
    public @Nullable Replay replay() {
        return replay;
    }

    /**
     * Begins to record a live session, from a keyframe on that the agent is asked for. One recording at a time.
     *
     * @param maxSize bytes after which the recording takes no more
     * @throws IllegalStateException when the session is a replay or already recorded
     */
    public Recording record(Path file, long maxSize) throws IOException {
        return liveFeed().record(file, maxSize);
    }

    /** Ends the recording and closes its file. */
    public void stopRecording() throws IOException {
        liveFeed().stopRecording();
    }

    /** The recording in progress. */
    public @Nullable Recording recording() {
        return live == null ? null : live.recording();
    }

    /** Sends a control message to the agent: one JSON object. Live sessions only. */
    public void send(String json) throws IOException {
        liveFeed().send(json);
    }

    private LiveFeed liveFeed() {
        LiveFeed feed = live;
        if (feed == null) {
            throw new IllegalStateException("session=" + name + " is a replay");
        }
        return feed;
    }

    /** Waits until the session has ended (live: the target exited or detached; replay: the file is read). */
    public State awaitEnd() throws InterruptedException {
        settled.await();
        return state;
    }

    /** Ends the session and waits until its thread is gone; the model stays readable. */
    @Override
    public void close() {
        if (live != null) {
            live.close();
        }
        if (replay != null) {
            replay.close();
        }
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // From here on: session thread only.

    void state(State next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        listeners.forEach(listener -> listener.stateChanged(next));
        if (next.phase() == State.Phase.ENDED || next.phase() == State.Phase.REPLAY) {
            settled.countDown();
        }
    }

    void replaceModel(SessionModel next) {
        model = next;
        listeners.forEach(listener -> listener.modelReplaced(next));
    }

    void modelChanged() {
        listeners.forEach(Listener::modelChanged);
    }
}
