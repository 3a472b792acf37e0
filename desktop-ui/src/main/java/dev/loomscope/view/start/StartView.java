package dev.loomscope.view.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.FocusRound;
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
    private List<JvmRow> shown = List.of();
    private final Label count = Words.fixed("", "count");
    private final ConnectLine connect;
    private final FileDialog files;
    private final List<Node> panes;
    private final Node none;

    /**
     * @param recent recordings that were opened, the last one first
     * @param programs what was attached to before, the last one first; its JVMs come first
     * @param files asks which recording to open
     * @param corner what stands in the upper right corner
     */
    public StartView(StartViewModel start, ObservableList<Path> recent, ObservableValue<List<String>> programs,
            FileDialog files, Node... corner) {
        this.start = start;
        this.files = files;
        connect = new ConnectLine(start::connect);
        none = none();
        this.recent = recent;
        this.programs = programs;
        getStyleClass().add("start");
        jvms.getStyleClass().add("start-list");
        recordings.getStyleClass().add("start-list");
        demos.getStyleClass().add("start-list");
        Button elsewhere = slim("Connect to …", Feather.LINK, connect::toggle);
        elsewhere.setId("connect-to");
        VBox left = panel(new HBox(10, Words.fixed("Running JVMs", "title"), count), elsewhere, jvms);
        left.getChildren().add(1, connect);
        Button browse = slim("Open recording …", Feather.FOLDER, this::choose);
        browse.setId("open-recording");
        VBox upper = panel(Words.fixed("Recordings", "title"), browse, recordings);
        VBox lower = panel(Words.fixed("Demos", "title"), new Region(), demos);
        VBox right = new VBox(14, upper, lower);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setPrefWidth(560);
        right.setPrefWidth(520);
        left.setMinWidth(320);
        right.setMinWidth(320);
        HBox columns = new HBox(14, left, right);
        HBox head = head(corner);
        Node problem = new ProblemLine(start, this::go);
        panes = List.of(head, problem, left, upper, lower);
        VBox body = new VBox(head, problem, columns);
        body.getStyleClass().add("start-body");
        ScrollPane scroll = new ScrollPane(new StackPane(body));
        StackPane.setAlignment(body, Pos.TOP_CENTER);
        scroll.setFitToWidth(true);
        getChildren().setAll(scroll);
        start.jvmsProperty().subscribe(_ -> showJvms());
        jvms.hoverProperty().subscribe(_ -> showJvms());
        start.lookedProperty().subscribe(_ -> showJvms());
        start.busyProperty().subscribe(busy -> columns.setDisable(!busy.isEmpty()));
        programs.subscribe(_ -> showJvms());
        recent.addListener((ListChangeListener<Path>) _ -> showRecordings());
        start.demos().addListener((ListChangeListener<DemoCatalog.Demo>) _ -> showDemos());
        showRecordings();
        showDemos();
    }

    private HBox head(Node... corner) {
        Label title = Words.label("Loomscope", "headline");
        Label says = Words.label("See what every task in a JVM is doing, live.", "muted");
        StackPane mark = new StackPane(Icons.of(Feather.LAYERS, "accent"));
        mark.getStyleClass().add("finding-mark");
        HBox head = new HBox(14, mark, new VBox(1, title, says), Words.gap());
        head.getChildren().addAll(corner);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private static Button slim(String words, Feather icon, Runnable action) {
        Button button = Words.slim(words, action);
        button.setGraphic(Icons.of(icon, "small"));
        return button;
    }

    private static VBox panel(Node title, Node beside, VBox list) {
        HBox head = new HBox(title, Words.gap(), beside);
        if (title instanceof HBox several) {
            several.setAlignment(Pos.CENTER_LEFT);
        }
        head.getStyleClass().add("panel-head");
        VBox panel = new VBox(head, list);
        panel.getStyleClass().add("panel");
        return panel;
    }

    /** One of the ways out of a problem. */
    private void go(Problem.Way way) {
        switch (way) {
            case AGAIN -> start.again();
            case TOKEN -> connect.ask(start.address());
            case OTHER_FILE -> choose();
            case OPTION -> start.option(Copying::copy);
            case DISMISS -> start.dismiss();
        }
    }

    /** What stands where no JVM runs. */
    private Node none() {
        Button demo = new Button("Start a demo");
        demo.getStyleClass().add("primary");
        demo.setOnAction(_ -> start.start(start.demos().getFirst(), false));
        Runnable offer = () -> Words.show(demo, !start.demos().isEmpty());
        start.demos().addListener((ListChangeListener<DemoCatalog.Demo>) _ -> offer.run());
        offer.run();
        return Words.empty(Feather.COFFEE, "No other JVM of yours is running",
                "Start one, or start a demo to see what Loomscope shows. This list follows by itself.", demo);
    }

    // ---- JVMs

    private void showJvms() {
        List<JvmRow> sorted = start.jvmsProperty().get().stream()
                .sorted(Comparator.comparing((JvmRow row) -> !row.attachable())
                        .thenComparing(row -> !row.live() && !programs.getValue().contains(row.main())))
                .toList();
        List<JvmRow> rows = jvms.isHover() ? held(sorted) : sorted;
        shown = rows;
        List<Node> wanted = new ArrayList<>();
        for (JvmRow row : rows) {
            JvmLine line = lines.computeIfAbsent(row.pid(),
                    _ -> new JvmLine(start::attach, () -> start.option(Copying::copy)));
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

    /** What somebody points at stays where it is: those up to it that ended say so, and those that began come last. */
    private List<JvmRow> held(List<JvmRow> next) {
        Map<Long, JvmRow> left = new LinkedHashMap<>();
        next.forEach(row -> left.put(row.pid(), row));
        List<JvmRow> held = new ArrayList<>();
        boolean behind = false;
        for (JvmRow before : shown) {
            JvmRow now = left.remove(before.pid());
            if (now != null || !behind) {
                held.add(now == null ? before.ended() : now);
            }
            JvmLine line = lines.get(before.pid());
            behind |= line != null && line.isHover();
        }
        held.addAll(left.values());
        return held;
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

    /** Takes the focus to the next part of the screen. */
    public void nextPane(boolean back) {
        FocusRound.next(panes, back);
    }

    /** Shows the fields for an agent that listens elsewhere, or hides them. */
    public void toggleConnect() {
        connect.toggle();
    }

    /** Asks for a recording, and opens it. */
    public void choose() {
        files.toOpen(getScene().getWindow()).ifPresent(start::open);
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
            Button run = Words.slim("Start", () -> start.start(demo, false), "primary");
            run.setId("demo-" + demo.name());
            HBox row = new HBox(text, Words.slim("Healed twin", () -> start.start(demo, true)), run);
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
