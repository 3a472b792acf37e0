package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loomscope.agent.sample.Observations.PinFact;
import dev.loomscope.protocol.WaitKind;

/**
 * Carriers that wait while they carry a virtual thread: at two looks, with the same mount. Whether the thread waits in a way
 * of which hooks tell is seen when its stack is taken.
 */
final class Pins {
    private final WatchedThreads threads;
    private final long[] waiting;
    private final long[] pinned;
    private final long[] told;

    Pins(WatchedThreads threads) {
        this.threads = threads;
        waiting = new long[threads.rows()];
        pinned = new long[threads.rows()];
        told = new long[threads.rows()];
        forget();
    }

    /** All is news again. */
    void forget() {
        Arrays.fill(waiting, WatchedThreads.NONE);
        Arrays.fill(pinned, WatchedThreads.NONE);
        Arrays.fill(told, WatchedThreads.NONE);
    }

    /** One look; who goes on that was told to be pinned. */
    List<PinFact> look(long now) {
        List<PinFact> over = new ArrayList<>();
        for (int row = 0; row < threads.end(); row++) {
            long mounted = threads.mountedSince(row);
            if (mounted == WatchedThreads.NONE) {
                waiting[row] = WatchedThreads.NONE;
                pinned[row] = WatchedThreads.NONE;
                continue;
            }
            Thread carrier = threads.thread(row);
            boolean waits = carrier != null && ThreadStatus.wait(carrier) != WaitKind.NONE;
            pinned[row] = waits && waiting[row] == mounted ? mounted : WatchedThreads.NONE;
            waiting[row] = waits ? mounted : WatchedThreads.NONE;
            if (!waits && told[row] == mounted) {
                told[row] = WatchedThreads.NONE;
                over.add(new PinFact(row, mounted, threads.mounted(row), false, now));
            }
        }
        return over;
    }

    /** Whether the carrier of a row waits with the mount that began at a time. */
    boolean isPinned(int row, long mounted) {
        return pinned[row] == mounted && mounted != WatchedThreads.NONE;
    }

    /** Whether it was not told yet; it is from now on. */
    boolean isNews(int row, long mounted) {
        boolean news = told[row] != mounted;
        told[row] = mounted;
        return news;
    }
}
