package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Replay;
import dev.loomscope.session.Session;
import dev.loomscope.session.State;
import org.jspecify.annotations.Nullable;

/** A recording that was read to its end. */
final class OpenRecording implements AutoCloseable {
    private final Session session;

    private OpenRecording(Session session) {
        this.session = session;
    }

    /**
     * Reads a recording whole, where nothing but a recording is wanted.
     *
     * @throws BadInputException when it is none; one that is only cut or damaged further on is not refused
     */
    static OpenRecording read(Path file) throws IOException, InterruptedException {
        return read(file, "a recording");
    }

    /**
     * As above.
     *
     * @param wanted what else would do, for who names a file that is not there
     */
    static OpenRecording read(Path file, String wanted) throws IOException, InterruptedException {
        check(file, wanted);
        Session session = Session.replay(file);
        State state = session.awaitEnd();
        if (state.phase() == State.Phase.ENDED && session.model().version() == 0) {
            session.close();
            throw new BadInputException(state.why());
        }
        return new OpenRecording(session);
    }

    /**
     * Checks that there is a file that could be a recording.
     *
     * @param wanted what may be named
     * @throws BadInputException when there is none
     */
    static void check(Path file, String wanted) throws BadInputException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a directory: name " + wanted);
        }
        if (!Files.exists(file)) {
            throw new BadInputException(file + " does not exist: name " + wanted);
        }
    }

    /**
     * Goes to a time and waits until the session stands there.
     *
     * @param at the time, as the timeline's ruler counts; the begin where that is later
     * @throws BadInputException when the recording ends before it
     */
    void seek(Duration at) throws BadInputException, InterruptedException {
        Replay replay = Objects.requireNonNull(session.replay());
        if (at.toNanos() > replay.end()) {
            throw new BadInputException("--at " + Seconds.text(at.toNanos()) + " is behind the end, which is at "
                    + Seconds.text(replay.end()));
        }
        long time = Math.max(replay.begin(), at.toNanos());
        replay.seek(time);
        while ((replay.position() != time || replay.reading()) && !Interruption.await(5)) {
            // The session's thread is on its way there.
        }
    }

    Session session() {
        return session;
    }

    /**
     * Says what is wrong with the file, if anything is.
     *
     * @return whether something is
     */
    boolean warn(Consumer<String> notes) {
        Replay replay = session.replay();
        @Nullable String warning = replay == null ? null : replay.warning();
        if (warning != null) {
            notes.accept(warning);
        }
        return warning != null;
    }

    @Override
    public void close() {
        session.close();
    }
}
