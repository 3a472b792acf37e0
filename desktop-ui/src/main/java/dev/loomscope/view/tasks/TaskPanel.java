package dev.loomscope.view.tasks;

import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.story.Link;
import dev.loomscope.view.story.StoryView;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The task table in its panel, with the details of the selected task to its right. */
public final class TaskPanel extends BorderPane {
    /** In less, in px, the story stands below the table, if that leaves both high enough. */
    private static final double ROOM_BESIDE = 640;

    private static final double ROOM_BELOW = 360;
    /** The head of the table with a row or two, in px. */
    private static final double LEAST_HEIGHT = 120;

    private static final double LEAST_TABLE = 240;
    private static final double LEAST_STORY = 280;

    private final TaskTableViewModel tasks;
    private final TaskTableView table;
    private final StoryView details;
    private final SplitPane split = new SplitPane();
    private final Label note = Words.label("", "faint");
    private boolean aside;

    /** @param large shows the story beside the timeline, or again beside the table */
    public TaskPanel(TaskTableViewModel tasks, Action large) {
        this.tasks = tasks;
        table = new TaskTableView(tasks);
        details = new StoryView(tasks.story(), this::follow, buttons(large), () -> tasks.selectedProperty().set(-1));
        BorderPane left = new BorderPane(table);
        HBox head = new HBox(Words.fixed("Tasks", "title"), note, Words.gap(), new RangeChip(tasks), jdk());
        head.getStyleClass().add("panel-head");
        left.setTop(head);
        left.getStyleClass().add("panel");
        left.setMinSize(LEAST_TABLE, 0);
        FocusRound.ring(table.table(), left);
        details.getStyleClass().add("panel");
        details.setMinSize(LEAST_STORY, 0);
        SplitPane.setResizableWithParent(details, false);
        split.getItems().setAll(left);
        split.setMinSize(0, 0);
        setCenter(split);
        setMinSize(0, LEAST_HEIGHT);
        widthProperty().subscribe(_ -> turn());
        heightProperty().subscribe(_ -> turn());
        tasks.selectedProperty().subscribe(_ -> showDetails());
        tasks.knownProperty().subscribe(_ -> showNote());
        tasks.queryProperty().subscribe(_ -> showNote());
        tasks.heldProperty().subscribe(_ -> showNote());
        tasks.filter().filterProperty().subscribe(_ -> showNote());
        tasks.withinProperty().subscribe(_ -> showNote());
        tasks.rows().addListener((ListChangeListener<Integer>) _ -> showNote());
    }

    private void turn() {
        boolean upright = getWidth() < ROOM_BESIDE && getHeight() >= ROOM_BELOW;
        split.setOrientation(upright ? Orientation.VERTICAL : Orientation.HORIZONTAL);
    }

    /** Where table and details part, to be remembered. */
    public SplitPane split() {
        return split;
    }

    /** The table in it. */
    public TaskTableView table() {
        return table;
    }

    private void follow(Link link) {
        switch (link) {
            case Link.ToTask(long id, String _, String _) -> tasks.goTo(tasks.model().tasks().row(id));
            case Link.ToTasks(String _, String filter) -> tasks.filter().textProperty().set(filter);
            case Link.Copy _ -> {}
        }
    }

    /** Takes what is told of the selected task to the clipboard, as text. */
    public void copyDetails() {
        details.copy();
    }

    /** The story of the selected task, for whoever takes it beside something else. */
    public Region story() {
        return details;
    }

    /** Leaves the story to somebody else, or takes it back. */
    public void setAside(boolean taken) {
        aside = taken;
        showDetails();
    }

    private List<Button> buttons(Action large) {
        Button back = Icons.button(Feather.ARROW_LEFT, "The task before (Alt \u2190)", () -> tasks.goBack(true));
        Button forward = Icons.button(Feather.ARROW_RIGHT, "The task behind (Alt \u2192)", () -> tasks.goBack(false));
        back.disableProperty().bind(tasks.history().canGoBackProperty().not());
        forward.disableProperty().bind(tasks.history().canGoForwardProperty().not());
        return List.of(back, forward, ActionMenu.button(Feather.SIDEBAR, large));
    }

    private ToggleButton jdk() {
        ToggleButton chip = new ToggleButton();
        chip.setId("jdk-own");
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.setTooltip(
                new Tooltip("Threads and timers that the JDK runs for itself, such as the pollers of its sockets"));
        chip.setOnAction(_ -> tasks.showJdk(chip.isSelected()));
        Runnable show = () -> {
            int hidden = tasks.hiddenProperty().get();
            boolean shown = tasks.queryProperty().get().jdkToo();
            chip.setSelected(shown);
            chip.setText(shown ? "JDK's own shown" : "JDK's own hidden: " + Figures.count(hidden));
            Words.show(chip, shown || hidden > 0);
        };
        tasks.hiddenProperty().subscribe(_ -> show.run());
        tasks.queryProperty().subscribe(_ -> show.run());
        return chip;
    }

    private void showDetails() {
        boolean closed = tasks.selectedProperty().get() < 0;
        boolean focused = details.getScene() != null
                && FocusRound.holds(details, details.getScene().getFocusOwner());
        boolean wanted = !closed && !aside;
        boolean there = split.getItems().contains(details);
        if (wanted && !there) {
            split.getItems().add(details);
        } else if (!wanted && there) {
            split.getItems().remove(details);
        }
        if (closed && focused) {
            FocusRound.give(table.table());
        }
    }

    private void showNote() {
        TaskQuery query = tasks.queryProperty().get();
        int shown = tasks.rows().size();
        int all = tasks.knownProperty().get();
        String count = tasks.filter().filterProperty().get().isAll() && tasks.withinProperty().get() == null
                ? Figures.count(shown)
                : Figures.count(shown) + " of " + Figures.count(all);
        note.setText(count + "  ·  by " + query.column().title().toLowerCase(Locale.ROOT)
                + (query.falling() ? ", highest first" : ", lowest first")
                + (tasks.heldProperty().get() ? "  ·  order held" : ""));
    }
}
