package dev.loomscope.agent.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads that wait in known ways, of which it prints the ids: {@code sleep}, {@code io}, {@code park}, and two that are
 * pinned by the initializer of a class: {@code pinned} parks in it, {@code blocked} waits for a monitor in it. For the next
 * line that it reads these two go on.
 */
public final class VirtualReasonsMain {
    private static final Object MONITOR = new Object();
    private static final AtomicBoolean GO_ON = new AtomicBoolean();
    private static final CountDownLatch END = new CountDownLatch(1);

    private VirtualReasonsMain() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("waiting");
        System.in.read();
        for (int i = 0; i < 20; i++) {
            finish("sleep", VirtualMain.start(() -> sleep()));
            finish("park", VirtualMain.start(() -> LockSupport.parkNanos(1_000_000)));
        }
        for (int i = 0; i < 10; i++) {
            io();
        }
        Thread pinned = VirtualMain.start(() -> Parks.touch());
        print("pinned", pinned);
        CompletableFuture<Thread> blocked = new CompletableFuture<>();
        synchronized (MONITOR) {
            blocked.complete(VirtualMain.start(() -> Blocks.touch()));
            print("blocked", blocked.get());
            System.out.println("ready");
            read();
        }
        GO_ON.set(true);
        LockSupport.unpark(pinned);
        read();
        END.countDown();
        pinned.join();
        blocked.get().join();
    }

    /** Reads to the end of a line. */
    private static void read() throws IOException {
        int read = System.in.read();
        while (read != '\n' && read >= 0) {
            read = System.in.read();
        }
    }

    private static void finish(String what, Thread thread) throws InterruptedException {
        print(what, thread);
        thread.join();
    }

    @SuppressWarnings("deprecation")
    private static void print(String what, Thread thread) {
        System.out.println(what + ' ' + thread.getId());
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void io() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            List<Integer> read = new ArrayList<>();
            Thread reader = VirtualMain.start(() -> {
                try {
                    read.add(client.getInputStream().read());
                } catch (IOException e) {
                    read.add(-1);
                }
            });
            while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            accepted.getOutputStream().write(42);
            finish("io", reader);
            PoolsMain.check(read.equals(List.of(42)), "read=" + read);
        }
    }

    /** A class initializer stands on the JVM's own frames, which cannot leave their thread. */
    private static final class Parks {
        static {
            while (!GO_ON.get()) {
                LockSupport.park();
            }
        }

        static void touch() {}
    }

    private static final class Blocks {
        static {
            synchronized (MONITOR) {
                GO_ON.set(true);
            }
            while (END.getCount() > 0) {
                Thread.onSpinWait();
            }
        }

        static void touch() {}
    }
}
