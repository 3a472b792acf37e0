package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Session;
import org.jspecify.annotations.Nullable;

/** The sessions that are open in a window, and which one is in front. The window's thread owns it. */
public final class Workspace implements AutoCloseable {
    private final Settings settings;
    private final Threads threads;
    private final ObservableList<SessionViewModel> sessions = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable SessionViewModel> front = new ReadOnlyObjectWrapper<>(this, "front");

    private @Nullable SessionViewModel last;

    public Workspace(Settings settings, Threads threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /** The sessions, in the order in which they were opened. */
    public ObservableList<SessionViewModel> sessions() {
        return sessions;
    }

    /** The session in front; null while the start screen is. */
    public ReadOnlyObjectProperty<@Nullable SessionViewModel> frontProperty() {
        return front.getReadOnlyProperty();
    }

    /** Connects to an agent. Not on the window's thread: it takes as long as the connection does. */
    public void connect(Endpoint endpoint) throws IOException {
        Session session = Session.live(endpoint);
        threads.window().execute(() -> open(new Feed.Watched(session)));
    }

    /** Opens a recording. Not on the window's thread. */
    public void replay(Path file) throws IOException {
        Session session = Session.replay(file);
        threads.window().execute(() -> {
            settings.opened(file);
            open(new Feed.Watched(session));
        });
    }

    /** Opens a session and brings it to the front. */
    public SessionViewModel open(Feed feed) {
        SessionViewModel session = new SessionViewModel(feed, settings, threads);
        sessions.add(session);
        session.refresh();
        show(session);
        return session;
    }

    /** Brings a session to the front. */
    public void show(SessionViewModel session) {
        last = session;
        front.set(session);
    }

    /** The session that was in front last; null where none is open. */
    @Nullable
    SessionViewModel last() {
        SessionViewModel before = last;
        return before != null ? before : sessions.isEmpty() ? null : sessions.getLast();
    }

    /** Brings the session that was in front last there again, if one is open. */
    public void back() {
        SessionViewModel session = last();
        if (session != null) {
            show(session);
        }
    }

    /** Brings the start screen to the front. */
    public void home() {
        front.set(null);
    }

    /** Ends a session; the one beside it comes to the front, or the start screen. */
    public void close(SessionViewModel session) {
        int place = sessions.indexOf(session);
        if (place >= 0) {
            if (last == session) {
                last = null;
            }
            sessions.remove(place);
            if (front.get() == session) {
                front.set(sessions.isEmpty() ? null : sessions.get(Math.max(0, place - 1)));
            }
            threads.background().execute(session::close);
        }
    }

    /** Some time passed. */
    public void refresh() {
        sessions.forEach(SessionViewModel::refresh);
    }

    @Override
    public void close() {
        sessions.forEach(SessionViewModel::close);
        sessions.clear();
    }
}
