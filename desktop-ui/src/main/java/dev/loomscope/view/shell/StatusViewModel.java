package dev.loomscope.view.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.State;

/** The status bar: how the session is connected, how much comes, what it takes here. */
final class StatusViewModel {
    private static final long SECOND = 1_000_000_000L;

    /**
     * What stands in the bar.
     *
     * @param dot {@code good}, {@code warning}, {@code bad} or empty: the colour of the mark before the connection
     */
    record Status(String dot, String connection, String agent, String rate, String counted, String dropped,
            boolean lossy, String hooks, boolean hooksFailed, String memory) {}

    private final Feed feed;
    private final LongSupplier clock;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(this, "status",
            new Status("", "", "", "", "", "", false, "", false, ""));
    private HookList hooks = HookList.of(SessionInfo.UNKNOWN);
    private SessionInfo hooksOf = SessionInfo.UNKNOWN;
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
                : Figures.brieflyCounted(model.eventsReceived(), "event");
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        if (!info.equals(hooksOf)) {
            hooksOf = info;
            hooks = HookList.of(info);
        }
        status.set(new Status(dot(state), words(state), agent, rate, counted(model),
                "dropped " + Figures.count(model.eventsDropped()), model.eventsDropped() > 0, hooks.summary(),
                hooks.failed() > 0,
                "heap " + Figures.bytes(used) + " of " + Figures.bytes(runtime.maxMemory())));
    }

    /** What is counted only at present, and how fast it comes. */
    private static String counted(SessionModel model) {
        Map<CountedStretch.Family, Long> rates = new EnumMap<>(CountedStretch.Family.class);
        for (CountedStretch stretch : model.countedStretches()) {
            if (stretch.to() < 0 || stretch.to() > model.now() - 2 * SECOND) {
                long length = Math.max(1, stretch.length(model.now()));
                rates.merge(stretch.family(), Math.round(stretch.started() * (double) SECOND / length), Math::max);
            }
        }
        return rates.isEmpty() ? "" : rates.entrySet().stream()
                .map(entry -> entry.getKey().words() + " " + Figures.brief(entry.getValue()) + "/s")
                .collect(Collectors.joining(", ", "counted, not drawn: ", ""));
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
