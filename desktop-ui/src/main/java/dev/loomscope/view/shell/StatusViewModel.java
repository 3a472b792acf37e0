package dev.loomscope.view.shell;

import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.State;
import dev.loomscope.view.theme.Figures;

/** The status bar: how the session is connected, how much comes, what it takes here. */
final class StatusViewModel {
    private static final long SECOND = 1_000_000_000L;

    /**
     * What stands in the bar.
     *
     * @param dot {@code good}, {@code warning}, {@code bad} or empty: the colour of the mark before the connection
     */
    record Status(String dot, String connection, String agent, String rate, String dropped, boolean lossy,
            String memory) {}

    private final Feed feed;
    private final LongSupplier clock;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(this, "status",
            new Status("", "", "", "", "", false, ""));
    private long countedAt;
    private long counted = -1;
    private long perSecond;

    StatusViewModel(Feed feed, LongSupplier clock) {
        this.feed = feed;
        this.clock = clock;
        refresh();
    }

    ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    void refresh() {
        SessionModel model = feed.model();
        State state = feed.state();
        count(model.eventsReceived());
        SessionInfo info = model.info();
        String agent = info.equals(SessionInfo.UNKNOWN) ? "" : "agent " + info.agentVersion() + " in pid " + info.pid();
        String rate = state.phase() == State.Phase.LIVE
                ? Figures.brief(perSecond) + " events/s"
                : Figures.brief(model.eventsReceived()) + " events";
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        status.set(new Status(dot(state), words(state), agent, rate, "dropped " + Figures.count(model.eventsDropped()),
                model.eventsDropped() > 0,
                "heap " + Figures.bytes(used) + " of " + Figures.bytes(runtime.maxMemory())));
    }

    private void count(long events) {
        long now = clock.getAsLong();
        if (counted < 0) {
            counted = events;
            countedAt = now;
        } else if (now - countedAt >= SECOND) {
            perSecond = Math.max(0, Math.round((events - counted) * (double) SECOND / (now - countedAt)));
            counted = events;
            countedAt = now;
        }
    }

    private static String dot(State state) {
        return switch (state.phase()) {
            case LIVE -> "good";
            case CONNECTING, LOST -> "warning";
            case ENDED -> "";
            case REPLAY -> "accent";
        };
    }

    private String words(State state) {
        return switch (state.phase()) {
            case CONNECTING -> "connecting to " + feed.name();
            case LIVE -> "connected to " + feed.name();
            case LOST -> "connection lost";
            case ENDED -> state.why().isEmpty() ? "ended" : "ended: " + state.why();
            case REPLAY -> "recording " + feed.name();
        };
    }
}
