package dev.loomscope.view.story;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import dev.loomscope.model.SessionModel;
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
    private final Executor background;
    private final Executor window;
    private final LongSupplier clock;
    private final ObservableValue<Moments> moments;
    private final ReadOnlyObjectWrapper<@Nullable TaskStory> story = new ReadOnlyObjectWrapper<>(this, "story");
    private boolean running;
    private boolean again;
    private long toldVersion = -1;
    private long toldAt;
    private long took;

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
        this.background = background;
        this.window = window;
        this.clock = clock;
        this.moments = moments;
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
            tell();
        }
    }

    /** Some time passed: tells it anew where that is due. Called a few times a second. */
    public void refresh() {
        boolean due = clock.getAsLong() - toldAt >= Math.max(EVERY, took * PART);
        if (selected.getAsInt() >= 0 && due && model.get().version() != toldVersion) {
            tell();
        }
    }

    private void tell() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        again = false;
        toldAt = clock.getAsLong();
        SessionModel of = model.get();
        toldVersion = of.version();
        int row = selected.getAsInt();
        Moments written = moments.getValue();
        background.execute(() -> {
            long begin = clock.getAsLong();
            TaskStory told = TaskStory.of(of, row, of.now(), written);
            long spent = clock.getAsLong() - begin;
            window.execute(() -> show(of, row, told, spent));
        });
    }

    private void show(SessionModel of, int row, TaskStory told, long spent) {
        running = false;
        took = spent;
        if (of == model.get() && row == selected.getAsInt() && !told.equals(story.get())) {
            story.set(told);
        }
        if (again && selected.getAsInt() >= 0) {
            tell();
        }
    }
}
