package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.loomscope.attach.ChildJvm;
import dev.loomscope.model.SessionModel;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording that its program's own agent is still writing. */
final class GrowingRecording {
    private GrowingRecording() {}

    /** Waits until it holds what is wanted. */
    static void await(ChildJvm child, Path file, Predicate<SessionModel> wanted) throws InterruptedException {
        while (!holds(file, wanted)) {
            assertThat(child.process().isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean holds(Path file, Predicate<SessionModel> wanted) throws InterruptedException {
        try (OpenRecording recording = OpenRecording.read(file)) {
            return wanted.test(recording.session().model());
        } catch (IOException e) {
            // It is not there yet, or holds nothing yet.
            return false;
        }
    }
}
