package dev.loomscope.view.shell;

import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.session.State;
import dev.loomscope.view.replay.ReplayControl;

/**
 * A line above a view that says what is out of the ordinary, and what can be done about it.
 *
 * @param tone {@code info}, {@code warning} or {@code bad}
 * @param part how far something is, 0 to 1; below 0 where nothing is on its way
 */
record Banner(String tone, String text, double part, List<Action> actions) {
    static final Banner NONE = new Banner("", "", -1, List.of());

    /** What can be done. */
    enum Action {
        CANCEL("Stop reading"),
        RECONNECT("Connect again"),
        OPEN_RECORDED("Open the recording"),
        RECORD("Record to another file …"),
        OTHER("Open another …"),
        DISMISS("Dismiss"),
        CLOSE("Close session");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Banner(String tone, String text, Action... actions) {
        this(tone, text, -1, List.of(actions));
    }

    boolean isNone() {
        return text.isEmpty();
    }

    /** What a session's state, and what became of its recording, ask to be said. */
    static Banner of(Feed feed, RecordViewModel record) {
        ReplayControl replay = feed.replay();
        String problem = record.problemProperty().get();
        if (replay != null && replay.warning() != null) {
            return cut(replay);
        }
        return switch (feed.state().phase()) {
            case CONNECTING -> replay == null
                    ? new Banner("info", "Connecting to " + feed.name() + " …", Action.CLOSE)
                    : new Banner("info",
                            "Reading " + feed.name() + ", " + Figures.percent(replay.loaded())
                                    + " so far. What is read can be looked at already.",
                            replay.loaded(), List.of(Action.CANCEL));
            case LOST -> new Banner("warning", "The connection is lost" + why(feed.state())
                    + " It is tried again; what was seen stays here.", Action.CLOSE);
            case ENDED -> ended(feed, record);
            case LIVE -> problem.isEmpty() ? recorded(record)
                    : new Banner("bad", problem, Action.RECORD, Action.DISMISS);
            case REPLAY -> NONE;
        };
    }

    /** The reason, if there is one, to the end of the sentence. */
    private static String why(State state) {
        String why = state.why();
        return (why.isEmpty() ? "" : ": " + why) + (why.endsWith("?") ? "" : ".");
    }

    private static Banner cut(ReplayControl replay) {
        return new Banner("warning", replay.warning() + ". What was read before, "
                + Figures.duration(replay.end() - replay.begin()) + ", is here.", Action.DISMISS);
    }

    private static Banner recorded(RecordViewModel record) {
        return record.fileProperty().get() == null
                ? NONE
                : new Banner("info", record.progressProperty().get() + ".", Action.OPEN_RECORDED, Action.DISMISS);
    }

    private static Banner ended(Feed feed, RecordViewModel record) {
        String why = feed.state().why();
        boolean over = feed.endpoint() == null || why.equals("exit") || why.equals("the process is gone");
        boolean recorded = record.fileProperty().get() != null;
        Action next = recorded ? Action.OPEN_RECORDED : over ? Action.OTHER : Action.RECONNECT;
        return new Banner("info", ended(why) + " What was seen stays here."
                + (recorded ? " " + record.progressProperty().get() + "." : ""), next, Action.CLOSE);
    }

    private static String ended(String why) {
        return switch (why) {
            case "exit" -> "The JVM has exited.";
            case "detach" -> "The agent was taken out of the JVM.";
            case "the process is gone" -> "The JVM is gone; it did not say good-bye.";
            case "" -> "This session has ended.";
            default -> "This session has ended: " + why + ".";
        };
    }
}
