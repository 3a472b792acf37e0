package dev.loomscope.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;

/** Reads an agent's stream as fast as it comes and keeps nothing of it but counts. */
final class DiscardingReader implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final int BUFFER = 1 << 20;

    private final Socket socket;
    private final FutureTask<Measurement.Read> reading;
    private final CompletableFuture<Long> firstEvent;

    private DiscardingReader(
            Socket socket, FutureTask<Measurement.Read> reading, CompletableFuture<Long> firstEvent) {
        this.socket = socket;
        this.reading = reading;
        this.firstEvent = firstEvent;
    }

    /**
     * Connects to the agent of a process and begins to read.
     *
     * @param directory the process's {@code java.io.tmpdir}
     */
    static DiscardingReader connect(Path directory, long pid) throws IOException, InterruptedException {
        JsonNode endpoint = JsonMapper.builder().build().readTree(Files.readString(endpointFile(directory, pid)));
        Socket socket = new Socket(endpoint.path("host").asText("127.0.0.1"), endpoint.path("port").asInt());
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.path("token").asText()));
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        StreamHeader.read(in, "pid=" + pid);
        CompletableFuture<Long> firstEvent = new CompletableFuture<>();
        FutureTask<Measurement.Read> reading = new FutureTask<>(
                new Counting(new FrameReader(in, "pid=" + pid, 0), firstEvent));
        Thread.ofPlatform().daemon().name("reader-" + pid).start(reading);
        return new DiscardingReader(socket, reading, firstEvent);
    }

    private static Path endpointFile(Path directory, long pid) throws IOException, InterruptedException {
        Path file = directory.resolve("loomscope-" + System.getProperty("user.name")).resolve(pid + ".json");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new IOException("file=" + file + " is not there after seconds=" + PATIENCE_SECONDS
                        + ": the agent did not start");
            }
            Thread.sleep(5);
        }
        return file;
    }

    /** The time at which the first event was read. */
    long firstEvent() throws IOException, InterruptedException {
        try {
            return firstEvent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the agent sends no events", e);
        }
    }

    /** What was read, once the stream has ended. */
    Measurement.Read read() throws IOException, InterruptedException {
        try {
            return reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the agent's stream was not read to its end", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The reader's thread. */
    private record Counting(FrameReader frames, CompletableFuture<Long> firstEvent)
            implements Callable<Measurement.Read> {
        @Override
        public Measurement.Read call() throws IOException {
            long events = 0;
            long bytes = 0;
            long dropped = 0;
            JsonMapper json = JsonMapper.builder().build();
            Frame frame = next();
            while (frame != null && frame.type() != FrameType.END) {
                if (frame.type() == FrameType.EVENTS) {
                    bytes += frame.payload().length;
                    for (EventRun run : EventsReader.read(frame.payload()).runs()) {
                        events += run.left();
                    }
                    if (events > 0) {
                        firstEvent.complete(System.nanoTime());
                    }
                } else if (frame.type() == FrameType.LOSS) {
                    dropped += json.readTree(frame.payload()).path("count").asLong();
                }
                frame = next();
            }
            return new Measurement.Read(events, bytes, dropped);
        }

        /** A process that ends may reset its connection; what was read till then counts. */
        private Frame next() throws IOException {
            try {
                return frames.next();
            } catch (SocketException e) {
                return null;
            }
        }
    }
}
