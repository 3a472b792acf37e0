package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.hook.Marks;
import dev.loomscope.agent.sample.Facts.AdoptedThread;
import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;

/** Writes what becomes of threads that are tasks, but for their starts, which stand in rings. Belongs to the drain. */
final class ThreadNotes {
    private final LiveThreads live;
    private final SlotNames classes;
    private final ThreadNames names;
    private final EventsWriter writer;

    ThreadNotes(LiveThreads live, SlotNames classes, ThreadNames names, EventsWriter writer) {
        this.live = live;
        this.classes = classes;
        this.names = names;
        this.writer = writer;
    }

    /** Takes up threads that lived when watching began. */
    void adopt(List<AdoptedThread> threads, long time, boolean written) {
        for (AdoptedThread adopted : threads) {
            long id = ThreadFacts.id(adopted.thread());
            String name = ThreadFacts.name(adopted.thread());
            if (live.adopt(id, adopted.classSlot(), name, time, adopted.thread()) && written) {
                writer.define(DictionarySort.THREAD, id, name);
                writer.beginRun(id);
                int taskClass = classes.define(adopted.classSlot(), writer);
                writer.note(EventKind.THREAD_ADOPT, time, id, 0, 0, taskClass, 0);
            }
        }
        live.adoptionDone();
    }

    /** Threads ended. */
    void end(EndedThreads ended, boolean written) {
        for (int i = 0; i < ended.count(); i++) {
            end(ended.thread(i), ended.time(i), ended.outcome(i), ended.failure(i), written);
        }
    }

    /** Threads whose end the hooks could not tell have ended; they leave a mark behind. */
    void endUntold(long time, long[] marks, boolean written) {
        for (long thread : live.untold()) {
            Marks.take(marks, (int) thread);
            end(thread, time, Outcome.UNKNOWN, 0, written);
        }
    }

    private void end(long thread, long time, int outcome, int failure, boolean written) {
        live.ended(thread);
        if (written) {
            names.defineId(thread, writer);
            writer.beginRun(thread);
            writer.note(EventKind.THREAD_END, time, thread, outcome, 0, classes.define(failure, writer), 0);
        }
    }
}
