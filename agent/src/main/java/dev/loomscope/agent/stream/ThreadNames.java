package dev.loomscope.agent.stream;

import java.util.Objects;

import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;
import org.jspecify.annotations.Nullable;

/** Names of the threads in rows, read anew now and then, as a thread may rename itself. Belongs to the drain. */
final class ThreadNames {
    private final WatchedThreads threads;
    private final @Nullable String[] names;
    private final int[] definedIn;
    private int payload = 1;

    ThreadNames(WatchedThreads threads) {
        this.threads = threads;
        names = new @Nullable String[threads.rows()];
        definedIn = new int[names.length];
    }

    void beginPayload() {
        payload++;
    }

    /** A row was given to another thread. */
    void beginRow(int row) {
        names[row] = null;
        definedIn[row] = 0;
        refresh(row);
    }

    /** Reads the names anew. */
    void refresh() {
        for (int row = 0; row < threads.end(); row++) {
            refresh(row);
        }
    }

    private void refresh(int row) {
        Thread thread = threads.thread(row);
        if (thread != null) {
            String name = ThreadFacts.name(thread);
            if (!Objects.equals(name, names[row])) {
                names[row] = name;
                definedIn[row] = 0;
            }
        }
    }

    /** Names the row's thread in the writer's payload where that was not done yet. */
    void define(int row, EventsWriter writer) {
        String name = names[row];
        if (name != null && definedIn[row] != payload) {
            definedIn[row] = payload;
            writer.define(DictionarySort.THREAD, threads.id(row), name);
        }
    }

    /** Names a thread by its id, where it has a row. */
    void defineId(long id, EventsWriter writer) {
        for (int row = 0; row < threads.end(); row++) {
            if (threads.id(row) == id) {
                define(row, writer);
                return;
            }
        }
    }
}
