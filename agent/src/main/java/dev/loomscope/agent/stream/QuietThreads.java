package dev.loomscope.agent.stream;

/**
 * By place of a ring, what its thread tells of what it is inside of: how often it went in more than out, and since when neither.
 * Of a thread that was inside something when watching began there is one out too many; so what counts is how much more it went in
 * than it had at the least. Belongs to the drain.
 */
final class QuietThreads {
    /** A look counts for no longer than this: when the drain stood still, so perhaps did all others. */
    private static final long LONGEST_LOOK = 60_000_000;

    private final long[] depths;

    /** The least that this was when nothing was told for a while. */
    private final long[] floors;

    private final boolean[] told;
    private final long[] quiet;
    private long last;
    private long length;

    QuietThreads(int places) {
        depths = new long[places];
        floors = new long[places];
        told = new boolean[places];
        quiet = new long[places];
    }

    void forget(int place) {
        depths[place] = 0;
        floors[place] = 0;
        told[place] = false;
        quiet[place] = 0;
    }

    /** A thread went in so often, or below 0 out. */
    void went(int place, long in) {
        depths[place] += in;
        told[place] = true;
    }

    /** All that was told up to a time was taken in: every place may be looked at once now. */
    void beginLook(long time) {
        length = Math.min(time - last, LONGEST_LOOK);
        last = time;
    }

    /** Looks at a thread: for how many ns of looks it has told nothing, 0 where it did since the look before. */
    long look(int place) {
        if (told[place]) {
            told[place] = false;
            quiet[place] = 0;
            return 0;
        }
        quiet[place] += length;
        floors[place] = Math.min(floors[place], depths[place]);
        return quiet[place];
    }

    /** Whether a thread told something since the last look. */
    boolean hasTold(int place) {
        return told[place];
    }

    boolean isInside(int place) {
        return depths[place] > floors[place];
    }
}
