package dev.loomscope.demo.saturation;

import java.util.concurrent.atomic.LongAdder;

/** Takes uploaded photos and makes a thumbnail of each. {@link #accept} is called by one thread. */
abstract class ThumbnailService implements AutoCloseable {
    private final LongAdder made = new LongAdder();
    private final PhotoStore store;
    private long uploaded;
    private long refused;

    ThumbnailService(PhotoStore store) {
        this.store = store;
    }

    /** How it is staffed, for a person. */
    abstract String staffing();

    /** Takes a task over, or refuses it. */
    abstract boolean take(MakeThumbnail task) throws InterruptedException;

    final void accept(int photo) throws InterruptedException {
        uploaded++;
        if (!take(new MakeThumbnail(photo, store, made))) {
            refused++;
        }
    }

    final Standing standing() {
        long done = made.sum();
        return new Standing(uploaded, done, refused, uploaded - done - refused);
    }

    @Override
    public abstract void close();

    /** The counts at one moment. */
    record Standing(long uploaded, long made, long refused, long waiting) {}

    /** One photo's way: fetch it, make it small, put it back. Hardly any of that needs a processor. */
    record MakeThumbnail(int photo, PhotoStore store, LongAdder made) implements Runnable {
        @Override
        public void run() {
            try {
                Photo original = store.fetch(photo);
                store.put(photo, original.thumbnail());
                made.increment();
            } catch (InterruptedException e) {
                // The service closes.
            }
        }
    }
}
