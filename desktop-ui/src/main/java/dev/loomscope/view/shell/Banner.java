package dev.loomscope.view.shell;

import dev.loomscope.session.State;
import dev.loomscope.view.theme.Figures;

/**
 * A line above a view that says what is out of the ordinary.
 *
 * @param tone {@code info}, {@code warning} or {@code bad}
 */
record Banner(String tone, String text) {
    static final Banner NONE = new Banner("", "");

    boolean isNone() {
        return text.isEmpty();
    }

    /** What a session's state asks to be said. */
    static Banner of(Feed feed) {
        State state = feed.state();
        String why = state.why().isEmpty() ? "" : ": " + state.why();
        var replay = feed.replay();
        String warning = replay == null ? null : replay.warning();
        if (warning != null) {
            return new Banner("warning", warning);
        }
        return switch (state.phase()) {
            case CONNECTING -> replay == null
                    ? new Banner("info", "Connecting to " + feed.name() + " …")
                    : new Banner("info",
                            "Reading " + feed.name() + ", " + Figures.percent(replay.loaded()) + " so far …");
            case LOST -> new Banner("warning",
                    "The connection is lost" + why + ". It is tried again; what was seen stays here.");
            case ENDED -> new Banner("info", ended(state.why()) + " What was seen stays here.");
            case LIVE, REPLAY -> NONE;
        };
    }

    private static String ended(String why) {
        return switch (why) {
            case "exit" -> "The JVM has exited.";
            case "detach" -> "The agent was taken out of the JVM.";
            case "" -> "This session has ended.";
            default -> "This session has ended: " + why + ".";
        };
    }
}
