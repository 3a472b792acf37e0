package dev.loomscope.agent.stream;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads that are tasks and live, by id; the hooks let no more of them be than they have marks for. Belongs to the
 * drain.
 */
final class LiveThreads {
    private final Members members;
    private final Map<Long, Live> threads = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private @Nullable Set<Long> endedBefore = new HashSet<>();
    private Set<Long> deadBefore = Set.of();

    /**
     * A thread.
     *
     * @param starter id of the thread that started it, 0 where that was before watching
     * @param adopted the thread itself where it was started before watching
     */
    private record Live(
            int taskClass, String name, long time, long starter, @Nullable WeakReference<Thread> adopted) {}

    /** @param members is told who ended, and tells what those belong to that did not */
    LiveThreads(Members members) {
        this.members = members;
    }

    /** First pass: the name of a thread whose start follows. */
    void named(long id, String name) {
        names.put(id, name);
    }

    /** First pass: THREAD_START. */
    void started(long id, int taskClass, long time, long starter) {
        String name = names.remove(id);
        threads.put(id, new Live(taskClass, name == null ? "" : name, time, starter, null));
    }

    /** After the first pass: a thread ended. */
    void ended(long id) {
        members.left(id);
        if (threads.remove(id) == null && endedBefore != null) {
            endedBefore.add(id);
        }
    }

    /** A thread was met that lived before watching began; false where its own events came first. */
    boolean adopt(long id, int taskClass, String name, long time, Thread thread) {
        if ((endedBefore != null && endedBefore.contains(id)) || threads.containsKey(id)) {
            return false;
        }
        threads.put(id, new Live(taskClass, name, time, 0, new WeakReference<>(thread)));
        return true;
    }

    boolean contains(long id) {
        return threads.containsKey(id);
    }

    /** What lived before watching was met. */
    void adoptionDone() {
        endedBefore = null;
    }

    /** Threads that were met while they ended, too late for the hooks to tell: ended already when this was asked before. */
    List<Long> untold() {
        List<Long> untold = new ArrayList<>();
        Set<Long> dead = new HashSet<>();
        threads.forEach((id, live) -> {
            Thread thread = live.adopted == null ? null : live.adopted.get();
            if (live.adopted != null && (thread == null || !thread.isAlive())) {
                dead.add(id);
                if (deadBefore.contains(id)) {
                    untold.add(id);
                }
            }
        });
        deadBefore = dead;
        return untold;
    }

    /** Writes the starts of all of them, into a keyframe. */
    void writeAll(EventsWriter out, SlotNames classes, ThreadNames threadNames) {
        threads.forEach((id, live) -> {
            int taskClass = classes.define(live.taskClass, out);
            if (!live.name.isEmpty()) {
                out.define(DictionarySort.THREAD, id, live.name);
            }
            threadNames.defineId(id, out);
            if (live.adopted == null) {
                threadNames.defineId(live.starter, out);
                out.beginRun(live.starter);
                out.note(EventKind.THREAD_START, live.time, id, 0, 0, taskClass, 0);
            } else {
                out.beginRun(id);
                out.note(EventKind.THREAD_ADOPT, live.time, id, 0, 0, taskClass, 0);
            }
            members.write(id, live.time, out, classes);
        });
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        threads.replaceAll((id, live) -> freed[live.taskClass]
                ? new Live(0, live.name, live.time, live.starter, live.adopted)
                : live);
    }
}
