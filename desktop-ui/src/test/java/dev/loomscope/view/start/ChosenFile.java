package dev.loomscope.view.start;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;

/** A dialog for files that is answered beforehand. */
public final class ChosenFile implements FileDialog {
    private Optional<Path> answer = Optional.empty();

    /** Whatever is asked for is this file from now on. */
    public void answer(Path file) {
        answer = Optional.of(file);
    }

    @Override
    public Optional<Path> toOpen(Window above) {
        return answer;
    }

    @Override
    public Optional<Path> toWrite(Window above, String suggested) {
        return answer;
    }
}
