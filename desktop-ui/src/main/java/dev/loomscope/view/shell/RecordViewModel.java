package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.loomscope.figures.Figures;
import dev.loomscope.session.Recording;
import org.jspecify.annotations.Nullable;

/** Records a live session to a file, and says how far it is. The window's thread owns it. */
final class RecordViewModel {
    private final Feed feed;
    private final Threads threads;
    private final Settings settings;
    private final ReadOnlyBooleanWrapper recording = new ReadOnlyBooleanWrapper(this, "recording");
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>(this, "file");
    private @Nullable Recording current;

    RecordViewModel(Feed feed, Threads threads, Settings settings) {
        this.feed = feed;
        this.threads = threads;
        this.settings = settings;
    }

    /** Whether this session can be recorded: a replay is a recording already. */
    boolean isPossible() {
        return feed instanceof Feed.Watched && feed.isLive();
    }

    ReadOnlyBooleanProperty recordingProperty() {
        return recording.getReadOnlyProperty();
    }

    /** Size and events so far, or where the last one was written; empty where there was none. */
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why it could not be written, one line; empty while nothing is wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The recording that was finished last, until that was read; null where there is none. */
    ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** What became of the last recording was read. */
    void dismiss() {
        file.set(null);
        problem.set("");
    }

    void start(Path to) {
        run(watched -> {
            Recording begun = watched.record(to);
            threads.window().execute(() -> {
                current = begun;
                file.set(null);
                recording.set(true);
                progress.set("Recording");
            });
        });
    }

    void stop() {
        run(watched -> {
            watched.stopRecording();
            threads.window().execute(this::stopped);
        });
    }

    void refresh() {
        if (feed instanceof Feed.Watched watched && recording.get()) {
            Recording now = watched.recording();
            if (now == null) {
                stopped();
            } else {
                String full = now.full() ? ", full: nothing more is taken" : "";
                progress.set(
                        "Recording " + Figures.bytes(now.bytes()) + ", " + Figures.brieflyCounted(now.events(), "event")
                                + full);
            }
        }
    }

    private void stopped() {
        Recording over = current;
        current = null;
        recording.set(false);
        if (over != null) {
            Path to = over.file();
            progress.set("Recorded to " + to.getFileName());
            settings.opened(to);
            if (over.problem() == null) {
                file.set(to);
            } else {
                problem.set(over.problem() + ". What was written before is in " + to.getFileName());
            }
        }
    }

    private interface Step {
        void run(Feed.Watched watched) throws IOException;
    }

    private void run(Step step) {
        if (!(feed instanceof Feed.Watched watched)) {
            return;
        }
        problem.set("");
        threads.background().execute(() -> {
            try {
                step.run(watched);
            } catch (IOException | IllegalStateException e) {
                String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                threads.window().execute(() -> {
                    recording.set(false);
                    problem.set("The recording cannot be written: " + why);
                });
            }
        });
    }
}
