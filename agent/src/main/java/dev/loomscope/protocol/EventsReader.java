package dev.loomscope.protocol;

import java.util.ArrayList;
import java.util.List;

/** Reads one payload of {@link EventsLayout}: its dictionary at once, its runs as cursors. */
public final class EventsReader {
    private EventsReader() {}

    /**
     * A name for an id.
     *
     * @param sort one of {@link DictionarySort}; a reader ignores sorts that it does not know
     */
    public record Entry(int sort, long id, String text) {}

    /** What a payload holds. The runs can be read once. */
    public record Events(List<Entry> dictionary, List<EventRun> runs) {}

    /**
     * Reads a payload.
     *
     * @throws BadInputException when it does not fit the layout; runs are checked as they are read
     */
    public static Events read(byte[] payload) throws BadInputException {
        ByteCursor in = new ByteCursor(payload, 0, payload.length);
        int entryCount = in.count(3);
        List<Entry> dictionary = new ArrayList<>(Math.min(entryCount, 1 << 12));
        for (int i = 0; i < entryCount; i++) {
            dictionary.add(new Entry(in.u8(), in.varint(), in.text()));
        }
        int runCount = in.count(4);
        List<EventRun> runs = new ArrayList<>(Math.min(runCount, 1 << 12));
        for (int i = 0; i < runCount; i++) {
            long thread = in.varint();
            long baseTime = in.zigzag();
            int events = in.id();
            int length = in.count(1);
            if (events > length / 2) {
                throw new BadInputException("damaged: events=" + events + " in a run of length=" + length);
            }
            runs.add(new EventRun(thread, baseTime, events, in.slice(length)));
        }
        if (!in.atEnd()) {
            throw new BadInputException("damaged: bytes behind the last run at offset=" + in.position());
        }
        return new Events(List.copyOf(dictionary), List.copyOf(runs));
    }
}
