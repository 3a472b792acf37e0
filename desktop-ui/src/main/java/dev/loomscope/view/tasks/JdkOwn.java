package dev.loomscope.view.tasks;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;

/**
 * Tells the workers of pools, and the threads and timers that the JDK runs for itself. A thread that was started by hand is the
 * JDK's where its class is. Virtual ones are such as the pollers of its network channels: the site says nothing here, as they
 * start in the midst of the application's first blocking call, and the class alone does not either, as the JDK's wrappers run
 * the application's work too: a class of the JDK has to go with a name that the JDK gives.
 */
final class JdkOwn {
    private static final Pattern CLASS = Pattern.compile("(java|sun|jdk)\\..*");
    private static final Pattern NAME = Pattern
            .compile("((Read|Write|Master)-)?(Sub)?Poller(-\\d+)?|VirtualThread-un\\w+");

    private static final Pattern TIMER = Pattern.compile(
            "(sun|jdk|com\\.sun)\\..*|java\\.util\\.concurrent\\.CompletableFuture\\$(Timeout|DelayedCompleter|Canceller).*");

    private JdkOwn() {}

    /** The test of a row of the model's task table. */
    static IntPredicate in(SessionModel model) {
        TaskTable tasks = model.tasks();
        return row -> switch (tasks.kind(row)) {
            case VIRTUAL_THREAD -> is(model.names().className(tasks.taskClass(row)), tasks.name(row));
            case THREAD -> CLASS.matcher(model.names().className(tasks.taskClass(row))).matches();
            case SCHEDULED -> isTimer(model.names().className(tasks.taskClass(row)));
            case WORKER -> true;
            default -> false;
        };
    }

    /** Whether a scheduled task of this class is the JDK's: it wakes the JDK's own servers, or ends a future in time. */
    static boolean isTimer(String taskClass) {
        return TIMER.matcher(taskClass).matches();
    }

    /** Whether a virtual thread of this class and name is the JDK's. */
    static boolean is(String taskClass, String name) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        // The letters that such names begin with; most tasks go no further.
        return "RWMSPV".indexOf(first) >= 0 && NAME.matcher(name).matches() && CLASS.matcher(taskClass).matches();
    }
}
