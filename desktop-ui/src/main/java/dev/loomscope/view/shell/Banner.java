package dev.loomscope.view.shell;

import java.util.List;

import dev.loomscope.session.State;
import dev.loomscope.view.theme.Figures;

/**
 * A line above a view that says what is out of the ordinary, and what can be done about it.
 *
 * @param tone {@code info}, {@code warning} or {@code bad}
 * @param part how far something is, 0 to 1; below 0 where nothing is on its way
 */
record Banner(String tone, String text, double part, List<Action> actions) {
    static final Banner NONE = new Banner("", "");

    /** What can be done. */
    enum Action {
        CANCEL("Stop reading"),
        RECONNECT("Connect again"),
        CLOSE("Close session");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Banner(String tone, String text) {
        this(tone, text, -1, List.of());
    }

    boolean isNone() {
        return text.isEmpty();
    }

    /** What a session's state asks to be said. */
    static Banner of(Feed feed) {
        State state = feed.state();
        String why = state.why().isEmpty() ? "" : ": " + state.why();
        var replay = feed.replay();
        String warning = replay == null ? null : replay.warning();
        if (replay != null && warning != null) {
            return new Banner("warning", warning + ". What was read up to "
                    + Figures.duration(replay.end() - replay.begin()) + " is here.");
        }
        return switch (state.phase()) {
            case CONNECTING -> replay == null
                    ? new Banner("info", "Connecting to " + feed.name() + " …", -1, List.of(Action.CLOSE))
                    : new Banner("info",
                            "Reading " + feed.name() + ", " + Figures.percent(replay.loaded())
                                    + " so far. What is read can be looked at already.",
                            replay.loaded(), List.of(Action.CANCEL));
            case LOST -> new Banner("warning",
                    "The connection is lost" + why + ". It is tried again; what was seen stays here.", -1,
                    List.of(Action.CLOSE));
            case ENDED -> new Banner("info", ended(state.why()) + " What was seen stays here.", -1,
                    feed.endpoint() == null || state.why().equals("exit") || state.why().equals("the process is gone")
                            ? List.of(Action.CLOSE)
                            : List.of(Action.RECONNECT, Action.CLOSE));
            case LIVE, REPLAY -> NONE;
        };
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
