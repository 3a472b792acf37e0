package dev.loomscope.view.story;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;
import dev.loomscope.view.theme.Moments;
import org.jspecify.annotations.Nullable;

/**
 * The story of the selected task. The window's thread owns it; the story is put together on another one, at once where another
 * task is selected, otherwise while there is something new and as often as that takes little of the time.
 */
public final class StoryViewModel {
    private static final long EVERY = 200_000_000L;
    /** Putting it together may take this part of the time. */
    private static final long PART = 6;

    private final Supplier<SessionModel> model;
    private final IntSupplier selected;
    private final Renewal telling;
    private final ObservableValue<Moments> moments;
    private final ReadOnlyObjectWrapper<@Nullable TaskStory> story = new ReadOnlyObjectWrapper<>(this, "story");
    private long toldVersion = -1;

    /**
     * @param selected row of the selected task, -1 where none is
     * @param background where stories are put together
     * @param window the window's thread
     * @param clock ns, for how often to
     * @param moments how times are written
     */
    public StoryViewModel(Supplier<SessionModel> model, IntSupplier selected, Executor background, Executor window,
            LongSupplier clock, ObservableValue<Moments> moments) {
        this.model = model;
        this.selected = selected;
        this.moments = moments;
        telling = new Renewal(background, window, clock, EVERY, PART, this::begin);
        moments.subscribe((_, _) -> selected());
    }

    /** The story of the selected task; null where none is selected. */
    public ReadOnlyObjectProperty<@Nullable TaskStory> storyProperty() {
        return story.getReadOnlyProperty();
    }

    /** Another task is selected, or none. */
    public void selected() {
        if (selected.getAsInt() < 0) {
            story.set(null);
        } else {
            telling.run();
        }
    }

    /** Some time passed: tells it anew where that is due. Called a few times a second. */
    public void refresh() {
        if (selected.getAsInt() >= 0 && telling.isDue() && model.get().version() != toldVersion) {
            telling.run();
        }
    }

    private Renewal.@Nullable Work begin() {
        int row = selected.getAsInt();
        if (row < 0) {
            return null;
        }
        SessionModel of = model.get();
        toldVersion = of.version();
        Moments written = moments.getValue();
        return () -> {
            TaskStory told = TaskStory.of(of, row, of.now(), written);
            return () -> show(of, row, told);
        };
    }

    private void show(SessionModel of, int row, TaskStory told) {
        if (of == model.get() && row == selected.getAsInt() && !told.equals(story.get())) {
            story.set(told);
        }
    }
}
