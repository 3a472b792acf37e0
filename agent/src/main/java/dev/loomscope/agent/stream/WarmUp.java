package dev.loomscope.agent.stream;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.EventKind;

/**
 * Runs a drain of its own over made-up events, so that the real one finds its classes loaded and its loops compiled. Without it
 * the first drain takes some 30 ms, in which the rings of a busy application overflow. Then it makes a session, a token and a
 * socket that nobody sees, which takes as long the first time: whoever attaches waits for these.
 */
final class WarmUp implements Runnable {
    private static final int SLOTS = 1 << 10;
    private static final int CYCLES = 3;
    private static final int[] KINDS = {
            EventKind.SUBMIT,
            EventKind.START,
            EventKind.END,
            EventKind.VIRTUAL_START,
            EventKind.MOUNT,
            EventKind.UNMOUNT,
            EventKind.WAKE,
            EventKind.MOUNT,
            EventKind.VIRTUAL_END
    };

    @Override
    public void run() {
        drain();
        open();
    }

    private static void open() {
        try (ServerSocket socket = new ServerSocket()) {
            // Only that makes it one of the operating system's, still without a port.
            socket.setSoTimeout(1);
            Session.of(new StreamClock(System.nanoTime()), List.of()).json();
            Token.read(null);
        } catch (IOException | RuntimeException e) {
            // Who opens in earnest will say what is wrong.
        }
    }

    private static void drain() {
        long[] ring = new long[RingLayout.SLOTS + 2 * SLOTS];
        ring[RingLayout.OWNER] = 1;
        HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 1, System.nanoTime());
        memory.rings()[0] = ring;
        memory.owners()[0] = Thread.currentThread();
        memory.classes()[0] = String.class;
        memory.pools()[0] = ring;
        memory.news()[HookMemory.NEW_NAME] = 1;
        FrameLog log = new FrameLog(1 << 20);
        WatchedThreads threads = new WatchedThreads(RingRows.rows(memory));
        Cycle cycle = new Cycle(memory, log, threads, new PoolBoard(), 1 << 8, name -> false, Modes.UNLIMITED);
        StreamClock clock = new StreamClock(memory.epoch());
        try (FrameLog.Cursor cursor = log.open()) {
            StreamCopy copy = new StreamCopy(cursor, new byte[2], new Nowhere());
            for (int i = 0; i < CYCLES; i++) {
                fill(ring, clock.now());
                ring[RingLayout.LOST]++;
                cycle.round(false);
            }
            copy.step(1);
        } catch (Exception e) {
            System.err.println("loomscope: the warm-up failed: " + e);
        }
    }

    private static void fill(long[] ring, long time) {
        long head = ring[RingLayout.HEAD];
        for (int i = 0; i < SLOTS - KINDS.length; i++) {
            int at = Rings.at(ring, head);
            int kind = KINDS[i % KINDS.length];
            long key = 1L + i / KINDS.length;
            ring[at] = time << 8 | kind;
            ring[at + 1] = kind < EventKind.VIRTUAL_START ? key << 32 | 1 << 16 | 1 : key << 16 | 1;
            head++;
        }
        ring[RingLayout.HEAD] = head;
    }

    private static final class Nowhere implements StreamCopy.Output {
        @Override
        public void write(int type, long lastTime, byte[] bytes) {}
    }
}
