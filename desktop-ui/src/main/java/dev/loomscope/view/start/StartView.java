package dev.loomscope.view.start;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The start screen: JVMs to attach to, recordings to open, demos to start; one click each. */
public final class StartView extends StackPane {
    private final StartViewModel start;
    private final VBox jvms = new VBox();
    private final VBox recordings = new VBox();
    private final VBox demos = new VBox();
    private final Map<Long, JvmLine> lines = new HashMap<>();
    private final ObservableList<Path> recent;
    private final ObservableValue<List<String>> programs;
    private final Label count = Words.fixed("", "count");
    private final Node none = Words.empty(Feather.COFFEE, "No other JVM of yours is running",
            "Start one, or start a demo to see what Loomscope shows. This list follows by itself.");

    /**
     * @param recent recordings that were opened, the last one first
     * @param programs what was attached to before, the last one first; its JVMs come first
     * @param corner what stands in the upper right corner
     */
    public StartView(StartViewModel start, ObservableList<Path> recent, ObservableValue<List<String>> programs,
            Node... corner) {
        this.start = start;
        this.recent = recent;
        this.programs = programs;
        getStyleClass().add("start");
        jvms.getStyleClass().add("start-list");
        recordings.getStyleClass().add("start-list");
        demos.getStyleClass().add("start-list");
        VBox left = panel("Running JVMs", count, jvms);
        Button browse = new Button("Open recording …", Icons.of(Feather.FOLDER, "small"));
        browse.setId("open-recording");
        browse.getStyleClass().add("slim");
        browse.setOnAction(_ -> choose());
        VBox right = new VBox(14, panel("Recordings", browse, recordings), panel("Demos", new Region(), demos));
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setPrefWidth(560);
        right.setPrefWidth(520);
        left.setMinWidth(320);
        right.setMinWidth(320);
        HBox columns = new HBox(14, left, right);
        VBox body = new VBox(head(corner), progress(), columns);
        body.getStyleClass().add("start-body");
        ScrollPane scroll = new ScrollPane(new StackPane(body));
        StackPane.setAlignment(body, Pos.TOP_CENTER);
        scroll.setFitToWidth(true);
        getChildren().setAll(scroll);
        start.jvmsProperty().subscribe(_ -> showJvms());
        start.lookedProperty().subscribe(_ -> showJvms());
        start.busyProperty().subscribe(busy -> columns.setDisable(!busy.isEmpty()));
        programs.subscribe(_ -> showJvms());
        recent.addListener((ListChangeListener<Path>) _ -> showRecordings());
        start.demos().addListener((ListChangeListener<DemoCatalog.Demo>) _ -> showDemos());
        showRecordings();
        showDemos();
    }

    private Node head(Node... corner) {
        Label title = Words.label("Loomscope", "headline");
        Label says = Words.label("See what every task in a JVM is doing, live.", "muted");
        StackPane mark = new StackPane(Icons.of(Feather.LAYERS, "accent"));
        mark.getStyleClass().add("finding-mark");
        HBox head = new HBox(14, mark, new VBox(1, title, says), Words.gap());
        head.getChildren().addAll(corner);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /** What is being opened, or why it could not be. */
    private Node progress() {
        Label text = Words.wrapped("");
        HBox line = new HBox(text);
        Runnable show = () -> {
            boolean busy = !start.busyProperty().get().isEmpty();
            boolean bad = !busy && !start.problemProperty().get().isEmpty();
            line.setVisible(busy || bad);
            line.setManaged(busy || bad);
            line.getStyleClass().setAll("banner", bad ? "bad" : "info");
            line.getChildren().setAll(Icons.of(bad ? Feather.ALERT_TRIANGLE : Feather.LOADER, bad ? "bad" : "accent"),
                    text);
            text.setText(busy ? start.busyProperty().get() : start.problemProperty().get());
        };
        start.busyProperty().subscribe(_ -> show.run());
        start.problemProperty().subscribe(_ -> show.run());
        show.run();
        return line;
    }

    private static VBox panel(String title, Node beside, VBox list) {
        HBox head = new HBox(Words.fixed(title, "title"), beside);
        if (beside instanceof Button) {
            head.getChildren().add(1, Words.gap());
        }
        head.getStyleClass().add("panel-head");
        VBox panel = new VBox(head, list);
        panel.getStyleClass().add("panel");
        return panel;
    }

    // ---- JVMs

    private void showJvms() {
        List<JvmRow> rows = start.jvmsProperty().get().stream()
                .sorted(Comparator.comparing((JvmRow row) -> !row.attachable())
                        .thenComparing(row -> !row.live() && !programs.getValue().contains(row.main())))
                .toList();
        List<Node> wanted = new ArrayList<>();
        for (JvmRow row : rows) {
            JvmLine line = lines.computeIfAbsent(row.pid(), _ -> new JvmLine(start::attach));
            line.show(row, programs.getValue().contains(row.main()));
            wanted.add(line);
        }
        lines.keySet().removeIf(pid -> rows.stream().noneMatch(row -> row.pid() == pid));
        if (rows.isEmpty()) {
            wanted.add(start.lookedProperty().get()
                    ? none
                    : Words.empty(Feather.SEARCH, "Looking for JVMs", "This takes a moment."));
        }
        if (!wanted.equals(jvms.getChildren())) {
            jvms.getChildren().setAll(wanted);
        }
        count.setText(Integer.toString(rows.size()));
        count.setVisible(!rows.isEmpty());
    }

    // ---- recordings

    private void showRecordings() {
        recordings.getChildren().clear();
        for (Path file : recent) {
            recordings.getChildren().add(new RecordingLine(file, start::open, recent::remove));
        }
        if (recent.isEmpty()) {
            Label text = Words.wrapped("Recordings that you open or make are listed here.", "faint");
            text.setStyle("-fx-padding: 8 10 10 10;");
            recordings.getChildren().add(text);
        }
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a recording");
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            Path file = chosen.toPath();
            start.open(file);
        }
    }

    // ---- demos

    private void showDemos() {
        demos.getChildren().clear();
        for (DemoCatalog.Demo demo : start.demos()) {
            Label name = Words.label(demo.name(), "strong");
            Label story = Words.wrapped(demo.story(), "muted");
            VBox text = new VBox(2, name, story);
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMinWidth(0);
            Button run = new Button("Start");
            run.getStyleClass().addAll("primary", "slim");
            run.setId("demo-" + demo.name());
            run.setOnAction(_ -> start.start(demo, false));
            Button fixed = new Button("Healed twin");
            fixed.getStyleClass().add("slim");
            fixed.setOnAction(_ -> start.start(demo, true));
            run.setMinWidth(Region.USE_PREF_SIZE);
            fixed.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(text, fixed, run);
            row.getStyleClass().add("demo-row");
            row.setSpacing(8);
            demos.getChildren().add(row);
        }
        if (start.demos().isEmpty()) {
            Label text = Words.wrapped("There are no demos in this build.", "faint");
            text.setStyle("-fx-padding: 8 10 10 10;");
            demos.getChildren().add(text);
        }
    }
}
