package dev.loomscope.agent.stream;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a thread that reads, first the handshake and then control messages, and one that writes. Whatever it sends or
 * does not read, it holds up nobody but itself.
 */
final class Client {
    private static final long HANDSHAKE_WITHIN = TimeUnit.SECONDS.toNanos(2);
    private static final int SEND_BUFFER = 1 << 20;

    /**
     * The command of whoever brought the agent: when its connection ends, however that comes, and it is the last, so is the agent.
     * It is told what would keep the agent now.
     */
    static final String DETACH_AT_END = "detach-at-end";

    /** The command of who wants the agent to stay, whoever brought it and goes. */
    static final String STAY = "stay";

    /** The command of who begins a recording in the middle of the stream: no recording can be read before its first keyframe. */
    static final String KEYFRAME = "keyframe";

    private final Socket socket;
    private final FrameLog log;
    private final byte[] token;
    private final byte[] session;
    private final Control control;
    private final Door door;
    private final ArrayBlockingQueue<byte[]> replies = new ArrayBlockingQueue<>(16);
    private volatile @Nullable Thread writer;
    private boolean brought;

    /** Whom the server lets in. */
    interface Door {
        /** Whether a client that has shown the token may stay. */
        boolean admit(Client client);

        /** Notes that it has gone; whether the agent may go with it. */
        boolean leave(Client client);

        /** The agent stays, whoever goes. */
        void stay();

        /** What would keep the agent if the client that asks went now; empty where nothing would. */
        String keeps();
    }

    /** Answers control messages: the JSON of the REPLY. */
    interface Control {
        byte[] answer(Map<String, String> message);
    }

    Client(Socket socket, FrameLog log, byte[] token, byte[] session, Control control, Door door) {
        this.socket = socket;
        this.log = log;
        this.token = token;
        this.session = session;
        this.control = control;
        this.door = door;
    }

    void start(int number) {
        DaemonThread.of("loomscope-client-" + number, () -> read(number)).start();
    }

    private void read(int number) {
        try (socket) {
            if (isWelcome()) {
                Thread sender = DaemonThread.of("loomscope-client-" + number + "-out", this::write);
                writer = sender;
                sender.start();
                readControl();
            }
        } catch (IOException | LinkageError e) {
            // It has gone, or sent what is no message, or the agent has gone with its classes: this connection is over.
        } finally {
            if (door.leave(this) && brought) {
                control.answer(Map.of("command", "detach"));
            }
        }
    }

    private boolean isWelcome() throws IOException {
        InputStream in = new DeadlineInput(socket, System.nanoTime() + HANDSHAKE_WITHIN);
        int major = Handshake.receive(in, token);
        if (major < 0) {
            return false;
        }
        if (major != StreamHeader.MAJOR) {
            socket.getOutputStream().write(StreamHeader.bytes());
            socket.shutdownOutput();
            return false;
        }
        if (!door.admit(this)) {
            return false;
        }
        socket.setSoTimeout(0);
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SEND_BUFFER);
        return true;
    }

    private void readControl() throws IOException {
        InputStream in = socket.getInputStream();
        while (true) {
            byte[] message = Handshake.receiveControl(in);
            byte[] answer;
            try {
                answer = answer(JsonFields.read(message));
            } catch (IOException e) {
                answer = Server.reply("", false, "not a JSON object");
            }
            if (replies.offer(answer)) {
                log.wake();
            }
        }
    }

    private byte[] answer(Map<String, String> message) {
        String command = Server.command(message);
        if (command.equals(DETACH_AT_END)) {
            brought = true;
            return Server.reply(command, true, door.keeps());
        }
        if (command.equals(STAY)) {
            door.stay();
            return Server.reply(command, true, "");
        }
        if (command.equals(KEYFRAME)) {
            log.wantKeyframe();
            return Server.reply(command, true, "");
        }
        return control.answer(message);
    }

    private void write() {
        try (FrameLog.Cursor cursor = log.open();
                socket) {
            var out = socket.getOutputStream();
            StreamCopy copy = new StreamCopy(cursor, session, (type, time, bytes) -> out.write(bytes));
            do {
                for (byte[] reply = replies.poll(); reply != null; reply = replies.poll()) {
                    copy.own(FrameType.REPLY, reply);
                }
            } while (copy.step(1_000));
            socket.shutdownOutput();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** Waits until the end of the stream was sent, at most so long. */
    void join(long milliseconds) throws InterruptedException {
        Thread sender = writer;
        if (sender != null && sender.isAlive()) {
            sender.join(Math.max(1, milliseconds));
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    /** Reads from a socket until a time, however slowly the other side drips. */
    private static final class DeadlineInput extends InputStream {
        private final Socket socket;
        private final long deadline;

        DeadlineInput(Socket socket, long deadline) {
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the handshake takes too long");
            }
            socket.setSoTimeout((int) left);
            return socket.getInputStream().read(bytes, offset, length);
        }
    }
}
