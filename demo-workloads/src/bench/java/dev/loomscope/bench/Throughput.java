package dev.loomscope.bench;

import java.util.ArrayList;
import java.util.List;

/** How many tasks a process had done when, as its {@code slot} lines tell. */
final class Throughput {
    private final List<long[]> slots = new ArrayList<>();

    /** @param line {@code slot CLOCK_NS TASKS} */
    synchronized void add(String line) {
        String[] words = line.split(" ");
        slots.add(new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
    }

    /** Tasks a second between two times. */
    synchronized double rate(long from, long to) {
        long[] first = at(from);
        long[] last = at(to);
        return last[0] == first[0] ? 0 : (last[1] - first[1]) * 1e9 / (last[0] - first[0]);
    }

    /** How much work is missing between two times, in ms of a rate. */
    double missingMs(long from, long to, double rate) {
        return (to - from) / 1e6 * (1 - rate(from, to) / rate);
    }

    /** The lowest rate of any span of so many ns between two times. */
    synchronized double lowest(long from, long to, long span) {
        double lowest = Double.MAX_VALUE;
        for (long[] slot : slots) {
            if (slot[0] >= from && slot[0] + span <= to) {
                lowest = Math.min(lowest, rate(slot[0], slot[0] + span));
            }
        }
        return lowest;
    }

    private long[] at(long time) {
        long[] last = slots.get(0);
        for (long[] slot : slots) {
            if (slot[0] > time) {
                break;
            }
            last = slot;
        }
        return last;
    }
}
