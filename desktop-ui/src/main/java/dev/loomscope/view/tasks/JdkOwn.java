package dev.loomscope.view.tasks;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskTable;

/**
 * Tells the virtual threads that the JDK runs for itself, such as the pollers of its network channels. The site says nothing
 * here, as they start in the midst of the application's first blocking call, and the class alone does not either, as the
 * JDK's wrappers run the application's work too: a class of the JDK has to go with a name that the JDK gives.
 */
final class JdkOwn {
    private static final Pattern CLASS = Pattern.compile("(java|sun|jdk)\\..*");
    private static final Pattern NAME = Pattern
            .compile("((Read|Write|Master)-)?(Sub)?Poller(-\\d+)?|VirtualThread-un\\w+");

    private JdkOwn() {}

    /** The test of a row of the model's task table. */
    static IntPredicate in(SessionModel model) {
        TaskTable tasks = model.tasks();
        return row -> tasks.kind(row) == TaskKind.VIRTUAL_THREAD
                && is(model.names().className(tasks.taskClass(row)), tasks.name(row));
    }

    /** Whether a virtual thread of this class and name is the JDK's. */
    static boolean is(String taskClass, String name) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        // The letters that such names begin with; most tasks go no further.
        return "RWMSPV".indexOf(first) >= 0 && NAME.matcher(name).matches() && CLASS.matcher(taskClass).matches();
    }
}
