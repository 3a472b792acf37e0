package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.loomscope.model.SessionInfo;

/**
 * What the agent hooked in the watched JVM and what it could not, by topic; what has a fault comes first.
 *
 * @param live hooks that are in place
 * @param absent hooks for which this JDK has no place
 * @param failed hooks that did not hold
 */
record HookList(List<Topic> topics, long live, long absent, long failed) {
    private static final Comparator<SessionInfo.Hook> FAULTS_FIRST = Comparator
            .comparingInt((SessionInfo.Hook hook) -> rank(hook.state())).thenComparing(SessionInfo.Hook::name);

    /** Hooks that tell of the same thing. */
    record Topic(String name, List<SessionInfo.Hook> hooks) {
        long live() {
            return count(hooks, 2);
        }

        long absent() {
            return count(hooks, 1);
        }

        long failed() {
            return count(hooks, 0);
        }

        /** {@code 9 live, 1 absent}. */
        String summary() {
            return HookList.summary(failed(), live(), absent());
        }
    }

    static HookList of(SessionInfo info) {
        Map<String, List<SessionInfo.Hook>> byTopic = new LinkedHashMap<>();
        for (SessionInfo.Hook hook : info.hooks()) {
            byTopic.computeIfAbsent(topic(hook.name()), _ -> new ArrayList<>()).add(hook);
        }
        List<Topic> topics = byTopic.entrySet().stream()
                .map(entry -> new Topic(entry.getKey(), entry.getValue().stream().sorted(FAULTS_FIRST).toList()))
                .sorted(Comparator.comparing((Topic topic) -> topic.failed() == 0)).toList();
        return new HookList(topics, count(info.hooks(), 2), count(info.hooks(), 1), count(info.hooks(), 0));
    }

    /** What a hook tells of, by the method that it stands in. */
    private static String topic(String name) {
        if (name.contains("(application)")) {
            return "Executors of the application";
        }
        String type = name.substring(0, Math.max(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')));
        if (name.contains("invokeA") || name.contains("InvokeA") || type.equals("ExecutorCompletionService")) {
            return "Groups of tasks";
        }
        return switch (type) {
            case "ThreadPoolExecutor" -> "Thread pools";
            case "ScheduledThreadPoolExecutor", "DelayScheduler", "ScheduledForkJoinTask" -> "Scheduled tasks";
            case "Timer", "TimerThread", "TimerTask" -> "Timers";
            case "VirtualThread", "Poller", "ThreadPerTaskExecutor", "Continuation" -> "Virtual threads";
            case "StructuredTaskScope" -> "Structured scopes";
            case "Thread" -> "Threads started by hand";
            case "ForkJoinPool", "ForkJoinTask" -> "Fork/join";
            case "CompletableFuture", "FutureTask" -> "Futures";
            default -> "Other";
        };
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
        String text = summary(failed, live, absent);
        return text.isEmpty() ? "" : "hooks: " + text;
    }

    private static String summary(long failed, long live, long absent) {
        return Stream.of(part(failed, "failed"), part(live, "live"), part(absent, "absent"))
                .filter(part -> !part.isEmpty()).reduce((left, right) -> left + ", " + right).orElse("");
    }

    private static String part(long count, String word) {
        return count == 0 ? "" : count + " " + word;
    }

    /** What follows from it; empty where the session did not say. */
    String meaning() {
        return failed > 0
                ? "What a hook that failed would have told is missing here. The application is not touched by it."
                : absent > 0
                        ? "What an absent hook would have told does not exist on this JDK."
                        : live > 0 ? "Every hook is in place." : "";
    }

    /** All of it as text. */
    String text() {
        StringBuilder text = new StringBuilder(summary()).append('\n');
        for (Topic topic : topics) {
            text.append(topic.name()).append(": ").append(topic.summary()).append('\n');
            for (SessionInfo.Hook hook : topic.hooks()) {
                text.append("  ").append(hook.name()).append(' ').append(hook.state())
                        .append(hook.why().isEmpty() ? "" : ": " + hook.why()).append('\n');
            }
        }
        return text.toString();
    }
}
