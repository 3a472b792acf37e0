package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.EventKind;

/**
 * The first pass over the slots of a ring in a cycle: finds how far it is to be read, and notes what begins, so that it does not
 * matter in which order rings are read behind it. Belongs to the drain.
 */
final class RingScan {
    private final LiveTasks live;
    private final Origin origin;

    /** @param origin is used by nobody else while a ring is scanned */
    RingScan(LiveTasks live, Origin origin) {
        this.live = live;
        this.origin = origin;
    }

    /**
     * Scans a ring.
     *
     * @param cut events after this time stay in the ring
     * @return where to stop reading
     */
    long scan(long[] ring, long tail, long head, long cut) {
        long thread = ring[RingLayout.OWNER];
        origin.forget();
        for (long n = tail; n < head; n++) {
            int at = Rings.at(ring, n);
            long word = ring[at];
            int kind = RingSlots.kind(word);
            long time = RingSlots.time(word);
            if (kind == RingLayout.TEXT || kind == RingLayout.MORE) {
                continue;
            }
            if (time > cut) {
                return n;
            }
            if (kind == EventKind.SUBMIT) {
                long task = ring[at + 1];
                origin.take(task);
                live.submitted(RingSlots.key(task), origin, RingSlots.classSlot(task), time, thread);
            } else if (kind >= EventKind.VIRTUAL_START) {
                begins(ring, n, head, kind, time, thread);
            }
        }
        return head;
    }

    private void begins(long[] ring, long n, long head, int kind, long time, long thread) {
        long what = ring[Rings.at(ring, n) + 1];
        if (kind == EventKind.VIRTUAL_START) {
            String name = RingSlots.name(ring, n + 1, head);
            live.carriers.started(what >>> 16, RingSlots.classSlot(what), name, time, thread);
        } else if (kind == RingLayout.NAME) {
            live.started.named(what >>> 16, RingSlots.name(ring, n + 1, head));
        } else if (kind == EventKind.THREAD_START) {
            live.started.started(what, RingSlots.classSlot(RingSlots.origin(ring, n, head)), time, thread);
        }
    }
}
