package dev.loomscope.agent.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.DaemonThread;

/** Listens for clients, at most {@value #MOST_CLIENTS} at a time, and gives each a {@link Client}. */
final class Server {
    /** The most connections at a time, those that have not shown their token yet included. */
    static final int MOST_CLIENTS = 8;

    private static final long AFTER_FAILURE = 100_000_000;

    private final ServerSocket listener;
    private final FrameLog log;
    private final byte[] token;
    private final byte[] session;
    private final Client.Control control;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Thread thread = DaemonThread.of("loomscope-accept", this::run);
    private int number;

    /**
     * Listens from here on; {@link #start} begins to answer.
     *
     * @param port 0 takes a free one
     * @throws IOException when there cannot be listened
     */
    Server(String host, int port, FrameLog log, byte[] token, byte[] session, Client.Control control)
            throws IOException {
        this.log = log;
        this.token = token;
        this.session = session;
        this.control = control;
        listener = new ServerSocket(port, 16, InetAddress.getByName(host));
    }

    void start() {
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    boolean isLoopback() {
        return listener.getInetAddress().isLoopbackAddress();
    }

    /** The payload of a REPLY frame. */
    static byte[] reply(String command, boolean ok, String why) {
        return new JsonWriter()
                .string("command", command)
                .bool("ok", ok)
                .string("why", why)
                .bytes();
    }

    /** The command of a control message, empty where it has none. */
    static String command(Map<String, String> message) {
        return message.getOrDefault("command", "");
    }

    private void run() {
        while (!listener.isClosed()) {
            try {
                accept(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    // No file descriptor is left, most likely: the application needs them, and the CPU, more than this.
                    LockSupport.parkNanos(this, AFTER_FAILURE);
                    Thread.interrupted();
                }
            }
        }
    }

    private void accept(Socket socket) throws IOException {
        if (clients.size() >= MOST_CLIENTS) {
            socket.close();
            return;
        }
        Client client = new Client(socket, log, token, session, control, clients::remove);
        clients.add(client);
        client.start(++number);
        if (listener.isClosed()) {
            client.close();
        }
    }

    /** No further clients. */
    void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            // It does not listen any more.
        }
    }

    /** No further clients; those that are there get the end of the stream, within so long. */
    void close(long milliseconds) throws InterruptedException {
        stopListening();
        long deadline = System.nanoTime() + milliseconds * 1_000_000;
        for (Client client : clients) {
            client.join((deadline - System.nanoTime()) / 1_000_000);
        }
        for (Client client : clients) {
            client.close();
        }
    }
}
