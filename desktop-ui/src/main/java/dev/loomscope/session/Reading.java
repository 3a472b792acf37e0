package dev.loomscope.session;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/** A model on its way through a recording: from the begin or a keyframe on, and forward only. Session thread only. */
final class Reading {
    private final RecordingFile file;
    private final RecordingReader reader;
    private final SessionModel model;
    private final long entry;
    /** The next frame, which is later than what was asked for. */
    private @Nullable Frame ahead;

    private Reading(RecordingFile file, RecordingReader reader, SessionModel model, long entry) {
        this.file = file;
        this.entry = entry;
        this.reader = reader;
        this.model = model;
    }

    /** Reads from the recording's begin. */
    static Reading whole(RecordingFile file, SessionModel model) {
        return new Reading(file, file.read(), model, 0);
    }

    /** Reads from a keyframe on, into a model that knows nothing of what was before. */
    static Reading from(RecordingFile file, RecordingFile.Keyframe entry, SessionModel model) {
        Reading reading = new Reading(file, file.read(entry.offset()), model, entry.offset());
        reading.apply(file.session(), Long.MAX_VALUE);
        return reading;
    }

    SessionModel model() {
        return model;
    }

    /** Where in the file it began, in bytes; 0 for the begin. */
    long entry() {
        return entry;
    }

    /** How far it has come in the file, in bytes. */
    long offset() {
        return reader.position();
    }

    /**
     * Applies what comes up to a time.
     *
     * @param goesOn asked before each frame
     * @return false where it was stopped before that time
     */
    boolean forward(long time, BooleanSupplier goesOn) throws IOException {
        while (true) {
            Frame frame = ahead;
            if (frame == null) {
                if (!goesOn.getAsBoolean()) {
                    return false;
                }
                frame = reader.next();
            }
            ahead = null;
            if (frame == null) {
                break;
            }
            long due = frame.type() == FrameType.EVENTS ? Math.min(frame.firstTime(), frame.lastTime())
                    : frame.lastTime();
            if (due > time && frame.type() != FrameType.SESSION) {
                ahead = frame;
                break;
            }
            apply(frame, time);
        }
        try {
            model.advance(time);
        } catch (BadInputException e) {
            file.damaged(reader.position(), e);
        }
        return true;
    }

    /** A frame whose bytes are whole and whose contents are not ends the file there. */
    private void apply(Frame frame, long until) {
        try {
            model.apply(frame, until);
        } catch (BadInputException e) {
            file.damaged(reader.position(), new BadInputException(file.file() + " is " + e.getMessage(), e));
        }
    }
}
