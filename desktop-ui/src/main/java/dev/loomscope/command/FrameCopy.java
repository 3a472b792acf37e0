package dev.loomscope.command;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.session.Recording;
import dev.loomscope.session.SocketSource;
import org.jspecify.annotations.Nullable;

/**
 * Copies frames from a source into a recording, as they come, on a thread of its own. Nothing is decoded but what progress
 * has to tell, so that recording keeps up with whatever an agent sends.
 */
final class FrameCopy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CLOSE_LIMIT_SECONDS = 10;

    private final SocketSource source;
    private final Recording recording;
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);

    private final LongAdder dropped = new LongAdder();
    private volatile String endReason = "";
    private volatile @Nullable IOException sourceFailure;
    private volatile @Nullable IOException fileFailure;
    private volatile boolean closing;

    /** Begins to copy. */
    FrameCopy(SocketSource source, Recording recording) {
        this.source = source;
        this.recording = recording;
        this.thread = Thread.ofPlatform().name("record").daemon().start(this::run);
    }

    private void run() {
        try {
            copy();
        } finally {
            over.countDown();
        }
    }

    private void copy() {
        while (!recording.full()) {
            Frame frame;
            try {
                frame = source.next();
            } catch (IOException e) {
                sourceFailure = closing ? null : e;
                return;
            }
            if (frame == null) {
                return;
            }
            look(frame);
            try {
                recording.append(frame);
            } catch (IOException e) {
                fileFailure = e;
                return;
            }
        }
    }

    private void look(Frame frame) {
        try {
            if (frame.type() == FrameType.LOSS) {
                dropped.add(JSON.readTree(frame.payload()).path("count").asLong());
            } else if (frame.type() == FrameType.END) {
                endReason = JSON.readTree(frame.payload()).path("reason").asText();
            }
        } catch (JsonProcessingException _) {
            // What the frame says stays unknown; the recording keeps it as it is.
        } catch (IOException e) {
            throw new IllegalStateException("a payload in memory cannot fail to be read", e);
        }
    }

    /** Whether nothing more will be copied. */
    boolean over() {
        return over.getCount() == 0;
    }

    /** Events that the agent had no room for. */
    long dropped() {
        return dropped.sum();
    }

    /** Why the agent ended the stream; empty where it did not. */
    String endReason() {
        return endReason;
    }

    /** How the stream broke; null where it did not. */
    @Nullable
    IOException sourceFailure() {
        return sourceFailure;
    }

    /** How writing failed; null where it did not. */
    @Nullable
    IOException fileFailure() {
        return fileFailure;
    }

    /** Ends the copying and closes the file, whole and with its index. */
    @Override
    public void close() throws IOException {
        closing = true;
        source.close();
        try {
            over.await(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        recording.close();
    }
}
