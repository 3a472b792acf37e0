package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The platform threads whose events are drained, a row each, and what each is inside of. The drain writes, the sampler looks
 * on without a lock: it reads {@link #openSince} before and after the other fields of a row, and takes them for one task's
 * where it did not change. What it sees may be some milliseconds old.
 */
public final class WatchedThreads {
    /** In place of a time: no task, no virtual thread. */
    public static final long NONE = -1;

    private static final String CARRIER = "jdk.internal.misc.CarrierThread";

    private final AtomicReferenceArray<@Nullable WeakReference<Thread>> threads;
    private final AtomicLongArray ids;
    private final AtomicIntegerArray keys;
    private final boolean[] carriers;
    private final AtomicLongArray openSince;
    private final AtomicLongArray mounted;
    private final AtomicLongArray mountedSince;
    private final AtomicLongArray carriesSince;
    private volatile int end;

    /** @param rows the most threads watched at a time */
    public WatchedThreads(int rows) {
        threads = new AtomicReferenceArray<>(rows);
        ids = new AtomicLongArray(rows);
        keys = new AtomicIntegerArray(rows);
        carriers = new boolean[rows];
        openSince = new AtomicLongArray(rows);
        mounted = new AtomicLongArray(rows);
        mountedSince = new AtomicLongArray(rows);
        carriesSince = new AtomicLongArray(rows);
        for (int row = 0; row < rows; row++) {
            openSince.setPlain(row, NONE);
            mountedSince.setPlain(row, NONE);
            carriesSince.setPlain(row, NONE);
        }
    }

    /** Rows that there can be. */
    public int rows() {
        return threads.length();
    }

    /** Rows from here on were never used. */
    public int end() {
        return end;
    }

    /** A thread gets a row; it is outside any task. */
    public void meet(int row, long id, @Nullable Thread thread) {
        openSince.set(row, NONE);
        mountedSince.set(row, NONE);
        mounted.set(row, 0);
        carriesSince.set(row, NONE);
        ids.set(row, id);
        threads.set(row, thread == null ? null : new WeakReference<>(thread));
        carriers[row] = thread != null && isCarrier(thread);
        if (row >= end) {
            end = row + 1;
        }
    }

    /** The row's thread, whose id was known before, is known now. */
    public void name(int row, Thread thread) {
        threads.set(row, new WeakReference<>(thread));
        carriers[row] = isCarrier(thread);
    }

    /** Whether the row's thread carries virtual threads; for the drain. */
    public boolean isCarrier(int row) {
        return carriers[row];
    }

    private static boolean isCarrier(Thread thread) {
        return thread.getClass().getName().equals(CARRIER);
    }

    /** Whether the row's thread was ever known. */
    public boolean isNamed(int row) {
        return threads.get(row) != null;
    }

    /** A row becomes free. */
    public void forget(int row) {
        openSince.set(row, NONE);
        mountedSince.set(row, NONE);
        mounted.set(row, 0);
        carriesSince.set(row, NONE);
        ids.set(row, 0);
        threads.set(row, null);
    }

    /** The thread is inside a task. */
    public void open(int row, int key, long since) {
        openSince.setRelease(row, NONE);
        keys.setRelease(row, key);
        openSince.setRelease(row, since);
    }

    /** The thread is outside any task. */
    public void close(int row) {
        openSince.setRelease(row, NONE);
    }

    /** The thread carries a virtual thread. */
    public void mount(int row, long id, long since) {
        mountedSince.setRelease(row, NONE);
        mounted.setRelease(row, id);
        mountedSince.setRelease(row, since);
    }

    /** The thread carries nothing. */
    public void unmount(int row) {
        mountedSince.setRelease(row, NONE);
        mounted.setRelease(row, 0);
    }

    /** The thread carries a virtual thread of which only counts tell, since a time; or nobody knows of such a one. */
    public void carries(int row, long since) {
        carriesSince.setRelease(row, since);
    }

    /** Since when the thread carries a virtual thread that is to be found out, or {@link #NONE}. */
    public long carriesSince(int row) {
        return carriesSince.getAcquire(row);
    }

    /** Id of the row's thread, 0 where the row is free. */
    public long id(int row) {
        return ids.get(row);
    }

    /** The row's thread, or null where it is unknown or gone. */
    public @Nullable Thread thread(int row) {
        WeakReference<Thread> thread = threads.get(row);
        return thread == null ? null : thread.get();
    }

    /** When the task began that the thread is inside of, or {@link #NONE}. */
    public long openSince(int row) {
        return openSince.getAcquire(row);
    }

    /** Key of the task that the thread is inside of. */
    public int key(int row) {
        return keys.getAcquire(row);
    }

    /** Id of the virtual thread that the thread carries, 0 for none. */
    public long mounted(int row) {
        return mounted.getAcquire(row);
    }

    /** When that was mounted, or {@link #NONE}. */
    public long mountedSince(int row) {
        return mountedSince.getAcquire(row);
    }
}
