package dev.loomscope.agent.it.stress;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Virtual threads, asked for by name, that do whatever lets one go off its carrier. */
final class VirtualThreads {
    private static final ThreadFactory FACTORY = find();

    private final Object lock = new Object();
    private final Queue<Thread> parked = new ArrayDeque<>();
    private final Semaphore inFlight = new Semaphore(20_000);
    private final AtomicLong sum = new AtomicLong();
    private long guarded;

    /** Makes virtual threads; null where the JDK has none. */
    static ThreadFactory factory() {
        return FACTORY;
    }

    private static ThreadFactory find() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Runs so many threads; whether each of them did what it was to do. */
    boolean run(int threads) throws Exception {
        CountDownLatch over = new CountDownLatch(threads);
        try (ServerSocket listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            Thread echo = new Thread(() -> serve(listener), "echo");
            echo.setDaemon(true);
            echo.start();
            for (int i = 0; i < threads; i++) {
                while (!inFlight.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                    wakeAll();
                }
                int number = i;
                FACTORY.newThread(() -> {
                    try {
                        live(number, listener.getLocalPort());
                    } catch (IOException | InterruptedException e) {
                        e.printStackTrace();
                    } finally {
                        inFlight.release();
                        over.countDown();
                    }
                }).start();
            }
            while (!over.await(1, TimeUnit.MILLISECONDS)) {
                wakeAll();
            }
        }
        return sum.get() == threads && guarded == threads;
    }

    private void wakeAll() {
        synchronized (parked) {
            parked.forEach(LockSupport::unpark);
            parked.clear();
        }
    }

    private void live(int number, int port) throws IOException, InterruptedException {
        switch (number % 5) {
            case 0 -> {
                synchronized (parked) {
                    parked.add(Thread.currentThread());
                }
                LockSupport.park();
            }
            case 1 -> Thread.sleep(1);
            case 2 -> Thread.yield();
            case 3 -> {
                synchronized (lock) {
                    lock.wait(1);
                }
            }
            default -> {
                if (number % 500 == 4) {
                    echo(number, port);
                }
            }
        }
        synchronized (lock) {
            guarded++;
        }
        sum.incrementAndGet();
    }

    private static void echo(int number, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(number & 0x7F);
            if (socket.getInputStream().read() != (number & 0x7F)) {
                throw new IOException("wrong echo");
            }
        }
    }

    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                FACTORY.newThread(() -> {
                    try (socket; InputStream in = socket.getInputStream()) {
                        socket.getOutputStream().write(in.read());
                    } catch (IOException e) {
                        // The other side says so.
                    }
                }).start();
            } catch (IOException e) {
                // It is closed.
            }
        }
    }
}
