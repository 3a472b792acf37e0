package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;

/** Where tasks of each class are submitted: the newest few sites of a class slot. Belongs to the drain. */
final class Sites {
    /** The most sites that get an id; later ones stay unknown. */
    private static final int MOST_SITES = 1 << 13;

    private static final int OF_A_CLASS = 4;

    private final Map<String, Integer> ids = new HashMap<>();
    private String[] texts = new String[64];
    private final Map<Integer, int[]> sites = new TreeMap<>();

    /** Notes that tasks of a class are submitted at a site; the site's id where that is news, otherwise 0. */
    int add(int classSlot, String text) {
        if (classSlot == 0) {
            return 0;
        }
        int id = id(text);
        if (id == 0) {
            return 0;
        }
        int[] known = sites.get(classSlot);
        if (known == null) {
            sites.put(classSlot, new int[] {id});
            return id;
        }
        for (int site : known) {
            if (site == id) {
                return 0;
            }
        }
        int from = known.length == OF_A_CLASS ? 1 : 0;
        int[] more = Arrays.copyOfRange(known, from, known.length + 1);
        more[more.length - 1] = id;
        sites.put(classSlot, more);
        return id;
    }

    /** Writes an event, and the site's name with it. */
    void write(EventsWriter writer, long time, int classId, int site) {
        writer.define(DictionarySort.SITE, site, texts[site]);
        writer.classSite(time, classId, site);
    }

    /** Writes all that is known, oldest site of a class first, into a keyframe; a run is open. */
    void writeAll(EventsWriter writer, long time, SlotNames classes) {
        sites.forEach((slot, known) -> {
            int classId = classes.define(slot, writer);
            for (int site : known) {
                write(writer, time, classId, site);
            }
        });
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        sites.keySet().removeIf(slot -> freed[slot]);
    }

    private int id(String text) {
        Integer known = ids.get(text);
        if (known != null) {
            return known;
        }
        if (ids.size() == MOST_SITES) {
            return 0;
        }
        int id = ids.size() + 1;
        if (id == texts.length) {
            texts = Arrays.copyOf(texts, texts.length * 2);
        }
        ids.put(text, id);
        texts[id] = text;
        return id;
    }
}
