package dev.loomscope.view.shell;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.loomscope.model.SessionInfo;

/**
 * What the agent hooked in the watched JVM and what it could not, those with a fault first.
 *
 * @param live hooks that are in place
 * @param absent hooks for which this JDK has no place
 * @param failed hooks that did not hold
 */
record HookList(List<SessionInfo.Hook> hooks, long live, long absent, long failed) {

    static HookList of(SessionInfo info) {
        List<SessionInfo.Hook> sorted = info.hooks().stream()
                .sorted(Comparator.comparingInt((SessionInfo.Hook hook) -> rank(hook.state()))
                        .thenComparing(SessionInfo.Hook::name))
                .toList();
        return new HookList(sorted, count(sorted, 2), count(sorted, 1), count(sorted, 0));
    }

    private static long count(List<SessionInfo.Hook> hooks, int rank) {
        return hooks.stream().filter(hook -> rank(hook.state()) == rank).count();
    }

    private static int rank(String state) {
        return switch (state) {
            case "live", "active" -> 2;
            case "absent" -> 1;
            default -> 0;
        };
    }

    /** The style of a hook's mark. */
    static String tone(SessionInfo.Hook hook) {
        return switch (rank(hook.state())) {
            case 2 -> "good";
            case 1 -> "";
            default -> "bad";
        };
    }

    /** In a few words; empty where the session did not say. */
    String summary() {
        if (hooks.isEmpty()) {
            return "";
        }
        return Stream.of(part(failed, "failed"), part(live, "live"), part(absent, "absent"))
                .filter(part -> !part.isEmpty()).reduce((left, right) -> left + ", " + right)
                .map(text -> "hooks: " + text).orElse("");
    }

    private static String part(long count, String word) {
        return count == 0 ? "" : count + " " + word;
    }
}
