package dev.loomscope.agent.stream;

/**
 * Counts the events of one category that found no room, with the time range in which that happened. The range since the
 * last report goes out as a LOSS frame; the total and its range stay, for whoever comes later. Belongs to the drain.
 */
final class Losses {
    final String category;
    private long total;
    private long totalFrom;
    private long totalTo;
    private long pending;
    private long pendingFrom;
    private long pendingTo;

    Losses(String category) {
        this.category = category;
    }

    /** Adds a loss that happened within a range of times. */
    void add(long count, long from, long to) {
        if (count <= 0) {
            return;
        }
        totalFrom = total == 0 ? from : Math.min(totalFrom, from);
        totalTo = Math.max(totalTo, to);
        pendingFrom = pending == 0 ? from : Math.min(pendingFrom, from);
        pendingTo = pending == 0 ? to : Math.max(pendingTo, to);
        total += count;
        pending += count;
    }

    long total() {
        return total;
    }

    boolean isPending() {
        return pending > 0;
    }

    /** The JSON of what was lost since this was asked last. */
    byte[] takePending() {
        byte[] json = json(category, "ring", pending, total, pendingFrom, pendingTo);
        pending = 0;
        return json;
    }

    /** The JSON of the total, with count 0: it adds nothing for who saw the losses as they came. */
    byte[] restatement() {
        return json(category, "ring", 0, total, totalFrom, totalTo);
    }

    /** A LOSS frame's payload. {@code where} says who had no room: {@code ring} or {@code client}. */
    static byte[] json(String category, String where, long count, long total, long from, long to) {
        return new JsonWriter()
                .string("category", category)
                .string("where", where)
                .number("count", count)
                .number("total", total)
                .number("fromNs", from)
                .number("toNs", to)
                .bytes();
    }
}
