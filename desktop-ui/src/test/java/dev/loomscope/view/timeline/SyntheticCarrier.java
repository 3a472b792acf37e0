package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;

/** A carrier on which virtual threads begin, park, go on and end. */
final class SyntheticCarrier {
    /** The first of the classes of its tasks. */
    static final int CLASS = 60;

    static final int CLASSES = 3;

    final long thread;
    private final Random random;
    private final LongSupplier ids;
    private final List<Long> parked = new ArrayList<>();
    private long next;
    private long end = -1;
    private long virtual;
    private boolean last;

    /** @param ids gives each new virtual thread its own */
    SyntheticCarrier(long thread, Random random, LongSupplier ids) {
        this.thread = thread;
        this.random = random;
        this.ids = ids;
        next = random.nextInt(3_000_000);
    }

    void write(long until, EventsWriter writer) {
        writer.beginRun(thread);
        while (true) {
            if (end < 0) {
                if (next >= until) {
                    return;
                }
                mount(writer);
            }
            if (end >= until) {
                return;
            }
            leave(writer);
        }
    }

    private void mount(EventsWriter writer) {
        if (parked.size() < 20 || random.nextInt(3) == 0) {
            virtual = ids.getAsLong();
            writer.virtualStart(next, virtual, CLASS + random.nextInt(CLASSES), "");
        } else {
            virtual = parked.remove(random.nextInt(parked.size()));
            writer.virtual(EventKind.WAKE, next, virtual);
        }
        last = random.nextInt(3) == 0;
        writer.virtual(EventKind.MOUNT, next + 1_000, virtual);
        end = next + 3_000 + (long) (180_000 * SyntheticLoad.exponential(random));
    }

    private void leave(EventsWriter writer) {
        if (last) {
            writer.virtual(EventKind.VIRTUAL_END, end, virtual, Outcome.COMPLETED);
        } else {
            parked.add(virtual);
            writer.virtual(EventKind.UNMOUNT, end, virtual, UnmountReason.PARK);
        }
        double load = 0.25 + 0.6 * SyntheticLoad.wave(end, 17);
        next = end + 2_000 + (long) (180_000 * (1 - load) / load * SyntheticLoad.exponential(random));
        end = -1;
    }
}
