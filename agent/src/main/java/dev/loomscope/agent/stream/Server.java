package dev.loomscope.agent.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * Listens for clients, at most {@value #MOST_CLIENTS} at a time, and gives each a {@link Client}. Connections that have not
 * shown the token yet are strangers: of those there are a few more, and where another comes the one that has said nothing for
 * the longest time is closed, so that nobody keeps clients out by connecting.
 */
final class Server {
    /** The most connections at a time that have shown the token. */
    static final int MOST_CLIENTS = 8;

    /** The most connections at a time that have not. */
    static final int MOST_STRANGERS = 16;

    private static final long AFTER_FAILURE = 100_000_000;
    private static final int TICK_MS = 250;

    /** Who has brought the agent may need so long until it connects: it may have to open a window first. */
    private static final long FIRST_CLIENT = 60_000_000_000L;

    private final ServerSocket listener;
    private final FrameLog log;
    private final byte[] token;
    private final byte[] session;
    private final Client.Control control;
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Set<Client> strangers = new LinkedHashSet<>();
    private final Client.Door door = new Client.Door() {
        @Override
        public boolean admit(Client client) {
            return Server.this.admit(client);
        }

        @Override
        public boolean leave(Client client) {
            return Server.this.leave(client);
        }

        @Override
        public void stay() {
            Server.this.stay();
        }

        @Override
        public String keeps() {
            return Server.this.keeps();
        }
    };
    private final Thread thread = DaemonThread.of("loomscope-accept", this::run);
    private int number;

    /** When the agent goes if nobody comes, by {@code System.nanoTime}, and how long it waits for somebody then. */
    private long leaveAt;

    private final long leaveAfter;
    private boolean leaves;
    private boolean stays;

    /**
     * Listens from here on; {@link #start} begins to answer.
     *
     * @param port 0 takes a free one
     * @param leaveAfter where nobody was connected for so long the agent is told to detach; null: never
     * @throws IOException when there cannot be listened
     */
    Server(
            String host,
            int port,
            FrameLog log,
            byte[] token,
            byte[] session,
            Client.Control control,
            @Nullable Duration leaveAfter)
            throws IOException {
        this.log = log;
        this.token = token;
        this.session = session;
        this.control = control;
        listener = new ServerSocket(port, 16, InetAddress.getByName(host));
        leaves = leaveAfter != null;
        this.leaveAfter = leaveAfter == null ? 0 : leaveAfter.toNanos();
        leaveAt = System.nanoTime() + Math.max(this.leaveAfter, FIRST_CLIENT);
        if (leaves) {
            listener.setSoTimeout(TICK_MS);
        }
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
            } catch (SocketTimeoutException e) {
                // Nobody has come.
            } catch (IOException | OutOfMemoryError e) {
                if (!listener.isClosed()) {
                    // No file descriptor or thread is left: the application needs them, and the CPU, more than this.
                    LockSupport.parkNanos(this, AFTER_FAILURE);
                    Thread.interrupted();
                }
            }
            if (isLeft()) {
                control.answer(Map.of("command", "detach"));
            }
        }
    }

    /** Whether it is time to go, which is said once. */
    private synchronized boolean isLeft() {
        boolean left = leaves && clients.isEmpty() && System.nanoTime() - leaveAt > 0;
        leaves &= !left;
        return left;
    }

    /** The agent stays, whoever goes. */
    private synchronized void stay() {
        leaves = false;
        stays = true;
    }

    private synchronized String keeps() {
        return stays ? "it was asked to stay" : clients.size() > 1 ? "others are connected" : "";
    }

    private void accept(Socket socket) throws IOException {
        Client client = new Client(socket, log, token, session, control, door);
        Client unseated = greet(client);
        if (unseated != null) {
            unseated.close();
        }
        try {
            client.start(++number);
        } catch (Error e) {
            // No further thread is to be had.
            leave(client);
            client.close();
            throw e;
        }
        if (listener.isClosed()) {
            client.close();
        }
    }

    /** Takes a stranger in; the one that has to go for it, or null. */
    private synchronized @Nullable Client greet(Client client) {
        Client oldest = null;
        if (strangers.size() >= MOST_STRANGERS) {
            oldest = strangers.iterator().next();
            strangers.remove(oldest);
        }
        strangers.add(client);
        return oldest;
    }

    private synchronized boolean admit(Client client) {
        return strangers.remove(client) && clients.size() < MOST_CLIENTS && clients.add(client);
    }

    /** Whether it was the last client, others may still come, and nobody has asked the agent to stay. */
    private synchronized boolean leave(Client client) {
        strangers.remove(client);
        boolean last = clients.remove(client) && clients.isEmpty();
        if (last) {
            leaveAt = System.nanoTime() + leaveAfter;
        }
        return last && !stays && !listener.isClosed();
    }

    private synchronized List<Client> everybody() {
        List<Client> everybody = new ArrayList<>(clients);
        everybody.addAll(strangers);
        return everybody;
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
        try {
            for (Client client : everybody()) {
                client.join((deadline - System.nanoTime()) / 1_000_000);
            }
        } finally {
            for (Client client : everybody()) {
                client.close();
            }
        }
    }
}
