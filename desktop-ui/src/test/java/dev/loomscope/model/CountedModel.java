package dev.loomscope.model;

import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskKinds;

/** A model that a test feeds with frames, of fork/join tasks and virtual threads that are counted at times. */
abstract class CountedModel {
    static final int POOL = 7;
    static final int FORK = 5;
    static final long WORKER = 31;
    static final long CARRIER = 21;

    final Frames frames = new Frames();
    final SessionModel model = new SessionModel();
    final TaskTable tasks = model.tasks();

    static void names(EventsWriter e) {
        e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ForkJoinPool@1a2b");
        e.define(DictionarySort.CLASS, FORK, "com.acme.Sum");
        e.define(DictionarySort.TASK_KIND, FORK, TaskKinds.label(TaskKinds.FORK_JOIN));
    }

    static void mode(EventsWriter e, long time, int family, boolean exact) {
        e.note(EventKind.MODE, time, family, exact ? 1 : 0, 0, 0, 0);
    }

    static void count(EventsWriter e, long time, long count, int kind, int outcome, int taskClass, int pool) {
        e.note(EventKind.COUNT, time, count, outcome << 8 | kind, 0, taskClass, pool);
    }

    static void count(EventsWriter e, long time, long count, int kind, long ages, long doubtUs) {
        e.note(EventKind.COUNT, time, count, doubtUs << 16 | kind, ages, FORK, POOL);
    }

    static String pool(int active, int queue) {
        return "{\"id\":7,\"class\":\"java.util.concurrent.ForkJoinPool\",\"size\":2,\"max\":2,\"core\":2,\"queue\":"
                + queue + ",\"active\":" + active + "}";
    }
}
