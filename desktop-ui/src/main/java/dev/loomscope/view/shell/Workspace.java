package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are open in a window, which one is in front, and which one stands beside it, if any. The window's thread
 * owns it.
 */
public final class Workspace implements AutoCloseable {
    private final Settings settings;
    private final Threads threads;
    private final ObservableList<SessionViewModel> sessions = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable SessionViewModel> front = new ReadOnlyObjectWrapper<>(this, "front");
    private final ReadOnlyObjectWrapper<
            @Nullable SessionViewModel> beside = new ReadOnlyObjectWrapper<>(this, "beside");

    private @Nullable SessionViewModel last;
    private boolean closed;

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

    /** The session that stands beside the one in front; null where that has the window for itself. Never the same. */
    public ReadOnlyObjectProperty<@Nullable SessionViewModel> besideProperty() {
        return beside.getReadOnlyProperty();
    }

    /** The sessions that can be seen: the one in front, and the one beside it. */
    List<SessionViewModel> inSight() {
        return Stream.of(front, beside).map(ObservableValue::getValue).filter(Objects::nonNull).toList();
    }

    /** Connects to an agent. Not on the window's thread: it takes as long as the connection does. */
    public void connect(Endpoint endpoint) throws IOException {
        take(Session.live(endpoint, settings.memory()));
    }

    /** Opens a recording. Not on the window's thread. */
    public void replay(Path file) throws IOException {
        Session session = Session.replay(file, settings.memory());
        threads.window().execute(() -> settings.opened(file));
        take(session);
    }

    /** A window that was closed meanwhile takes no session any more. */
    private void take(Session session) {
        threads.window().execute(() -> {
            if (closed) {
                threads.background().execute(session::close);
            } else {
                open(new Feed.Watched(session));
            }
        });
    }

    /** Opens a session and brings it to the front. */
    public SessionViewModel open(Feed feed) {
        SessionViewModel session = new SessionViewModel(feed, settings, threads);
        feed.onReplaced(() -> threads.window().execute(session::refresh));
        adopt(session);
        return session;
    }

    /** Takes in a session that stands already, and brings it to the front. */
    void adopt(SessionViewModel session) {
        sessions.add(session);
        session.refresh();
        show(session);
    }

    /** Brings a session to the front; where it stands beside, the two change places. */
    public void show(SessionViewModel session) {
        if (session == beside.get()) {
            beside.set(front.get());
        }
        last = session;
        front.set(session);
    }

    /** Puts a session beside the one in front. */
    public void showBeside(SessionViewModel session) {
        if (session != front.get()) {
            beside.set(session);
            if (front.get() == null) {
                beside.set(null);
                show(session);
            }
        }
    }

    /** Gives the session in front the window for itself. */
    public void aside() {
        beside.set(null);
    }

    /** Brings the next session to the front, or the one before; around the ends. */
    void showNext(boolean back) {
        SessionViewModel now = front.get();
        int size = sessions.size();
        if (size > 0) {
            show(sessions.get(Math.floorMod(sessions.indexOf(now) + (back ? -1 : 1), size)));
        }
    }

    /** Puts the next session beside the one in front, or gives that the window for itself again. */
    void toggleBeside() {
        SessionViewModel now = front.get();
        if (beside.get() != null) {
            aside();
        } else if (now != null && sessions.size() > 1) {
            showBeside(sessions.get((sessions.indexOf(now) + 1) % sessions.size()));
        }
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

    /** Ends a session; the one beside it comes to the front, or the one before it, or the start screen. */
    public void close(SessionViewModel session) {
        if (release(session)) {
            threads.background().execute(session::close);
        }
    }

    /**
     * Lets go of a session that lives on elsewhere.
     *
     * @return whether it was here
     */
    boolean release(SessionViewModel session) {
        int place = sessions.indexOf(session);
        if (place < 0) {
            return false;
        }
        if (last == session) {
            last = null;
        }
        sessions.remove(place);
        SessionViewModel other = beside.get();
        if (other == session) {
            beside.set(null);
        }
        if (front.get() == session) {
            beside.set(null);
            SessionViewModel next = other != null && other != session ? other
                    : sessions.isEmpty() ? null : sessions.get(Math.max(0, place - 1));
            last = next;
            front.set(next);
        }
        return true;
    }

    /** Some time passed. */
    public void refresh() {
        sessions.forEach(SessionViewModel::refresh);
    }

    @Override
    public void close() {
        closed = true;
        front.set(null);
        beside.set(null);
        sessions.forEach(SessionViewModel::close);
        sessions.clear();
    }
}
