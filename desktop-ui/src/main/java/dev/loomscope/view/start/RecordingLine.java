package dev.loomscope.view.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** One recording that was opened before: its name and place; one that is gone says so, and can be struck off. */
final class RecordingLine extends StartLine {

    RecordingLine(Path file, Consumer<Path> open, Consumer<Path> forget) {
        boolean there = Files.isRegularFile(file);
        Path parent = file.getParent();
        Label name = Words.label(file.getFileName() == null ? file.toString() : file.getFileName().toString(),
                "strong");
        Label place = Words.label((there ? "" : "Not found in ") + (parent == null ? "" : parent.toString()), "faint");
        place.setMinWidth(0);
        VBox text = new VBox(1, name, place);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(Icons.of(there ? Feather.FILM : Feather.FILE_MINUS), text);
        if (there) {
            onOpen(() -> open.accept(file));
        } else {
            getStyleClass().add("refused");
            getChildren().add(Icons.button(Feather.X, "Strike it off this list", () -> forget.accept(file)));
        }
        setAccessibleText(name.getText());
        Copying.menu(this, file::toString);
    }
}
