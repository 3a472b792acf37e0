package dev.loomscope.session;

import java.io.IOException;
import java.util.ArrayDeque;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames off a connection as they come, on a thread of its own. Whoever applies them may be late by many megabytes before
 * the agent has to leave some out: for the time of a garbage collection, or of a machine that has too much to do.
 */
final class ReadAhead implements AutoCloseable {
    /** What may wait here: some ten million events. */
    private static final long MOST_BYTES = 64L << 20;

    private final SocketSource source;
    private final long most;
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean over;
    private @Nullable IOException fault;

    private ReadAhead(SocketSource source, long most) {
        this.source = source;
        this.most = most;
    }

    /** Begins to read. */
    static ReadAhead of(SocketSource source) {
        return of(source, MOST_BYTES);
    }

    /** @param most bytes of frames that may wait, but for one frame that is larger alone */
    static ReadAhead of(SocketSource source, long most) {
        ReadAhead ahead = new ReadAhead(source, most);
        Thread.ofPlatform().name("loomscope-reader").daemon().start(ahead::read);
        return ahead;
    }

    private void read() {
        try {
            Frame frame = source.next();
            while (frame != null && put(frame)) {
                frame = source.next();
            }
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (InterruptedException e) {
            end(null);
        }
    }

    /** Waits for room; false where nobody wants it any more. */
    private synchronized boolean put(Frame frame) throws InterruptedException {
        while (bytes > 0 && bytes + frame.payload().length > most && !over) {
            wait();
        }
        if (over) {
            return false;
        }
        waiting.add(frame);
        bytes += frame.payload().length;
        notifyAll();
        return true;
    }

    private synchronized void end(@Nullable IOException why) {
        if (!over) {
            over = true;
            fault = why;
            notifyAll();
        }
    }

    /**
     * The next frame, waiting for it where it is still to come.
     *
     * @return null where the stream is over
     * @throws BadInputException when the stream is cut, damaged or foreign
     */
    synchronized @Nullable Frame next() throws IOException, InterruptedException {
        while (waiting.isEmpty() && !over) {
            wait();
        }
        Frame frame = waiting.poll();
        if (frame != null) {
            bytes -= frame.payload().length;
            notifyAll();
        } else if (fault != null) {
            throw fault;
        }
        return frame;
    }

    /** Bytes of frames that wait. */
    synchronized long waiting() {
        return bytes;
    }

    void send(String json) throws IOException {
        source.send(json);
    }

    /** Breaks the connection; what waits is dropped. */
    @Override
    public void close() {
        synchronized (this) {
            over = true;
            waiting.clear();
            bytes = 0;
            notifyAll();
        }
        source.close();
    }
}
