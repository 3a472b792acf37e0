package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;

import dev.loomscope.model.SessionModel;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Recording;
import dev.loomscope.session.Session;
import dev.loomscope.session.State;
import dev.loomscope.view.replay.ReplayControl;
import org.jspecify.annotations.Nullable;

/** Where the window of a session has its data from: a session, or a model that stands still for a picture. */
public sealed interface Feed permits Feed.Watched, Feed.Still {
    /** What is watched, for people. */
    String name();

    SessionModel model();

    /** Tells when another model takes the place of the one before, on a thread that is not the window's. */
    default void onReplaced(Runnable action) {}

    State state();

    /** The controls of a replay; null where it is none. */
    @Nullable
    ReplayControl replay();

    /** Whether time goes on with the wall clock. */
    boolean isLive();

    /** Where it was connected to; null where it never was. */
    default @Nullable Endpoint endpoint() {
        return null;
    }

    void close();

    /** A session, live or replayed. */
    final class Watched implements Feed {
        private final Session session;
        private final @Nullable ReplayControl replay;

        public Watched(Session session) {
            this.session = session;
            this.replay = session.replay() == null ? null : ReplayControl.of(session.replay());
        }

        @Override
        public String name() {
            return session.name();
        }

        @Override
        public SessionModel model() {
            return session.model();
        }

        @Override
        public void onReplaced(Runnable action) {
            session.addListener(new Session.Listener() {
                @Override
                public void modelReplaced(SessionModel model) {
                    action.run();
                }
            });
        }

        @Override
        public State state() {
            return session.state();
        }

        @Override
        public @Nullable ReplayControl replay() {
            return replay;
        }

        @Override
        public boolean isLive() {
            return replay == null;
        }

        @Override
        public @Nullable Endpoint endpoint() {
            return session.endpoint();
        }

        @Override
        public void close() {
            session.close();
        }

        @Nullable
        Recording recording() {
            return session.recording();
        }

        Recording record(Path file) throws IOException {
            return session.record(file, Long.MAX_VALUE);
        }

        void stopRecording() throws IOException {
            session.stopRecording();
        }
    }

    /** A model that nobody changes any more. */
    record Still(String name, SessionModel model, State state, @Nullable ReplayControl replay) implements Feed {
        /** Of a model that stands where a recording ends. */
        public Still(String name, SessionModel model) {
            this(name, model, new State(State.Phase.REPLAY, ""), null);
        }

        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public void close() {}
    }
}
