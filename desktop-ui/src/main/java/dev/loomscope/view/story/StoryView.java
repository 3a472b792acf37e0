package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.SharesBar;
import dev.loomscope.view.theme.Words;
import dev.loomscope.view.theme.WrappedText;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The story of the selected task along a line from top to bottom; every text of it can be selected, and all of it copied. */
public final class StoryView extends BorderPane {
    private static final double EDGES = 30;

    private final Consumer<Link> follow;
    private final Label name = Words.label("", "title");
    private final Label pill = Words.fixed("", "pill");
    private final SharesBar shares = new SharesBar();
    private final DoubleProperty width = new SimpleDoubleProperty(this, "chapterWidth", 300);
    private final WrappedText times = new WrappedText(width, "story-times");
    private final Label total = Words.fixed("", "chapter-figure");
    private final VBox sum = new VBox(4);
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);
    private final Map<Chapter.Subject, ChapterView> views = new EnumMap<>(Chapter.Subject.class);
    private final Set<Chapter.Subject> folded = EnumSet.noneOf(Chapter.Subject.class);
    private @Nullable TaskStory shown;

    /**
     * @param follow goes to another task, or sets a filter
     * @param history buttons that go back and forth among tasks
     * @param close hides the story
     */
    public StoryView(StoryViewModel story, Consumer<Link> follow, List<Button> history, Runnable close) {
        this.follow = follow;
        getStyleClass().add("task-details");
        Button copy = Icons.button(Feather.COPY, "Copy all of it as text", this::copy);
        HBox head = new HBox(name, Words.gap());
        name.setMinWidth(40);
        head.getChildren().addAll(history);
        head.getChildren().addAll(copy, Icons.button(Feather.X, "Close (Esc)", close));
        head.getStyleClass().add("panel-head");
        body.getStyleClass().add("story");
        HBox bar = new HBox(10, pill, shares, total);
        bar.getStyleClass().add("story-sum");
        HBox.setHgrow(shares, Priority.ALWAYS);
        sum.getChildren().setAll(bar, times);
        sum.getStyleClass().add("story-head");
        width.bind(body.widthProperty().subtract(EDGES));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("details-scroll");
        setTop(head);
        setCenter(scroll);
        story.storyProperty().subscribe(this::show);
    }

    private void show(@Nullable TaskStory next) {
        TaskStory before = shown;
        shown = next;
        if (next == null) {
            return;
        }
        name.setText("#" + next.id() + "  " + next.name());
        StatePill.show(pill, next.state());
        shares.show(next.busy(), next.blocked(), next.scheduled(), next.total());
        total.setText(Figures.duration(next.total()));
        times.show(next.times());
        List<Node> parts = new ArrayList<>(List.of(sum));
        for (int i = 0; i < next.chapters().size(); i++) {
            Chapter chapter = next.chapters().get(i);
            ChapterView view = views.computeIfAbsent(chapter.subject(),
                    subject -> new ChapterView(width, this::goTo, () -> fold(subject)));
            view.show(chapter, folded.contains(chapter.subject()), tone(chapter, next), next.moments());
            Words.style(view, "first", i == 0);
            Words.style(view, "last", i == next.chapters().size() - 1);
            parts.add(view);
        }
        boolean same = before != null && before.id() == next.id() && subjects(before).equals(subjects(next));
        if (!same) {
            body.getChildren().setAll(parts);
        }
        if (before == null || before.id() != next.id()) {
            scroll.setVvalue(0);
        }
    }

    private static List<Chapter.Subject> subjects(TaskStory story) {
        return story.chapters().stream().map(Chapter::subject).toList();
    }

    /** Which colour its dot has. */
    private static String tone(Chapter chapter, TaskStory story) {
        return switch (chapter.subject()) {
            case QUEUE, WAKES -> "runnable";
            case RUN -> "running";
            case WAITS -> "waiting";
            case NOW, END -> story.state().name().toLowerCase(Locale.ROOT);
            default -> "quiet";
        };
    }

    private void fold(Chapter.Subject subject) {
        if (!folded.remove(subject)) {
            folded.add(subject);
        }
        TaskStory story = shown;
        if (story != null) {
            show(story);
        }
    }

    private void goTo(Link link) {
        if (link instanceof Link.Copy(String _, String text)) {
            Copying.copy(text);
        } else {
            follow.accept(link);
        }
    }

    /** Takes all of it to the clipboard, as text. */
    public void copy() {
        TaskStory story = shown;
        if (story != null) {
            Copying.copy(story.text());
        }
    }
}
