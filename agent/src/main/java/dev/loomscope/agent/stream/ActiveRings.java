package dev.loomscope.agent.stream;

import java.util.Arrays;

import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;

/**
 * The places at which rings stand, which are few of all there are. Looked for anew where a hook says that a ring has got a place,
 * which it does before it publishes anything in it; so whoever looks behind a cycle's time knows of every ring that holds what
 * caused an event up to that time. Belongs to the drain.
 */
final class ActiveRings {
    private final HookMemory memory;
    private int[] places = new int[16];
    private int count;
    private boolean old = true;

    ActiveRings(HookMemory memory) {
        this.memory = memory;
    }

    /** Looks where rings stand, if that may have changed. */
    void look() {
        if (SharedArrays.takeInt(memory.news(), HookMemory.NEW_RING) != 0 || old) {
            old = true;
            count = 0;
            for (int place = 0; place < memory.rings().length; place++) {
                if (SharedArrays.ring(memory.rings(), place) != null) {
                    add(place);
                }
            }
            old = false;
        }
    }

    private void add(int place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = place;
    }

    /** A ring was taken from its place: it is looked for anew. */
    void change() {
        old = true;
    }

    /** How many there were when that was looked for last. */
    int count() {
        return count;
    }

    /** The place of the n-th. */
    int place(int n) {
        return places[n];
    }

    /** The n-th; null where it was taken from its place meanwhile. */
    long @Nullable [] ring(int n) {
        return SharedArrays.ring(memory.rings(), places[n]);
    }
}
