package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.loomscope.model.Names;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;

/** What waits for what, in words. */
public final class WaitWords {
    /** The JDK's own classes inside of what is waited for. */
    private static final Pattern INSIDE = Pattern
            .compile("\\$(NonfairSync|FairSync|Sync|Signaller|ConditionObject)\\b");

    private static final Pattern CONDITION = Pattern
            .compile("AbstractQueued(Long)?Synchronizer\\$ConditionObject\\b");

    private WaitWords() {}

    /** What a wait is for, such as {@code waits for a lock (ReentrantLock@1f), owned by worker-3}. */
    public static String of(SessionModel model, Wait wait) {
        StringBuilder text = new StringBuilder(wait.kind().words());
        String target = target(model, wait);
        if (!target.isEmpty()) {
            text.append(" (").append(target).append(')');
        }
        if (wait.owner() != 0) {
            text.append(wait.isForLock() ? ", owned by " : ", woken by ")
                    .append(thread(model.names(), wait.owner()));
        }
        if (wait.kind() == Wait.Kind.FUTURE) {
            text.append(wait.future() < 0
                    ? ", which no known task completes"
                    : ", which task #" + model.tasks().id(wait.future()) + " " + model.tasks().name(wait.future())
                            + " completes");
        }
        return text.toString();
    }

    private static String target(SessionModel model, Wait wait) {
        String name = wait.waitedClass() == 0 ? "" : brief(model.names().simpleClassName(wait.waitedClass()));
        return wait.key() == 0 ? name : name + "@" + Long.toHexString(wait.key());
    }

    /**
     * A class, which an object's hash may follow, without its package; what a lock or a future keeps inside is called by its
     * own name: {@code ReentrantLock@1f}.
     */
    public static String brief(String waited) {
        int hash = waited.indexOf('@');
        String name = waited.substring(waited.lastIndexOf('.', hash < 0 ? waited.length() : hash) + 1);
        return INSIDE.matcher(CONDITION.matcher(name).replaceFirst("Condition")).replaceFirst("");
    }

    /** Who stands at a step: a thread with its task, or a task that is queued. */
    public static String who(SessionModel model, WaitGraph.Step step) {
        TaskTable tasks = model.tasks();
        if (step.thread() == 0) {
            return "task #" + tasks.id(step.row()) + " " + tasks.name(step.row());
        }
        String thread = thread(model.names(), step.thread());
        boolean isItself = step.row() >= 0 && tasks.virtualThread(step.row()) == step.thread();
        return step.row() < 0 || isItself ? thread
                : thread + " in task #" + tasks.id(step.row()) + " " + tasks.name(step.row());
    }

    /** A line a step, and one that says how it ends. */
    public static List<String> lines(SessionModel model, WaitGraph.Path path) {
        List<String> lines = new ArrayList<>();
        for (WaitGraph.Step step : path.steps()) {
            Wait wait = step.waitsFor();
            lines.add(who(model, step) + (wait == null ? "" : " " + of(model, wait)));
        }
        lines.add(switch (path.end()) {
            case CYCLE -> "and so back to " + who(model, path.cycle().getFirst()) + ": a cycle";
            case QUEUED -> "which is still queued in " + model.names().pool(model.tasks().pool(path.last().row()));
            case RUNS -> "which does not wait";
            case WAITS -> "which nobody in here has to end";
            case UNKNOWN -> "and nobody is known who will end that";
        });
        return lines;
    }

    private static String thread(Names names, long id) {
        String name = names.thread(id);
        return name.equals(Names.UNKNOWN) ? "thread #" + id : name;
    }
}
