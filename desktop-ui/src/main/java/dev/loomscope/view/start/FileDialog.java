package dev.loomscope.view.start;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks which recording to open, and where to write one. Toolkit thread only; returns once that is answered. */
public interface FileDialog {
    /** The recording to open; empty where none was wanted after all. */
    Optional<Path> toOpen(Window above);

    /** The file to write to; empty where none was wanted after all. */
    Optional<Path> toWrite(Window above, String suggested);

    /**
     * The one of the system.
     *
     * @param recent recordings that were opened or made, the last one first: their directory is where it begins
     */
    static FileDialog ofSystem(Supplier<? extends List<Path>> recent) {
        return new FileDialog() {
            @Override
            public Optional<Path> toOpen(Window above) {
                return path(chooser("Open a recording").showOpenDialog(above));
            }

            @Override
            public Optional<Path> toWrite(Window above, String suggested) {
                FileChooser chooser = chooser("Record to");
                chooser.setInitialFileName(suggested);
                return path(chooser.showSaveDialog(above));
            }

            private FileChooser chooser(String title) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.getExtensionFilters().setAll(
                        new FileChooser.ExtensionFilter("Recordings", "*.loomscope"),
                        new FileChooser.ExtensionFilter("All files", "*"));
                recent.get().stream().map(Path::getParent).filter(each -> each != null && Files.isDirectory(each))
                        .findFirst().ifPresent(directory -> chooser.setInitialDirectory(directory.toFile()));
                return chooser;
            }
        };
    }

    private static Optional<Path> path(File chosen) {
        return Optional.ofNullable(chosen).map(File::toPath);
    }
}
