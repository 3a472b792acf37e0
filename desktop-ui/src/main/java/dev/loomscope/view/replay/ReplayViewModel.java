package dev.loomscope.view.replay;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Moments;

/** The bar of a recorded session: where it stands, how fast it plays, and how much happened when. The window's thread owns it. */
public final class ReplayViewModel {
    /** The speeds that can be chosen, times real time. */
    public static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0);

    private static final long SECOND = 1_000_000_000L;

    /** Columns of the density. */
    static final int COLUMNS = 400;

    private final ReplayControl control;
    private final Supplier<SessionModel> model;
    private final Executor background;
    private final Executor window;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(this, "speed", 1);
    private final ReadOnlyDoubleWrapper part = new ReadOnlyDoubleWrapper(this, "part", 1);
    private final ReadOnlyStringWrapper clock = new ReadOnlyStringWrapper(this, "clock", "");
    private final ReadOnlyObjectWrapper<double[]> density = new ReadOnlyObjectWrapper<>(this, "density", new double[0]);
    private final ObjectProperty<Moments> moments = new SimpleObjectProperty<>(this, "moments", Moments.COUNTED);
    private boolean counting;
    private int countedTasks = -1;
    private long countedEnd = -1;

    /**
     * @param background where the density is counted
     * @param window the window's thread
     */
    public ReplayViewModel(ReplayControl control, Supplier<SessionModel> model, Executor background, Executor window) {
        this.control = control;
        this.model = model;
        this.background = background;
        this.window = window;
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** Times real time. */
    public ReadOnlyDoubleProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /** Where it stands, 0 at the begin and 1 at the end. */
    public ReadOnlyDoubleProperty partProperty() {
        return part.getReadOnlyProperty();
    }

    /** How times are written. */
    public ObjectProperty<Moments> momentsProperty() {
        return moments;
    }

    /** Where it stands and where it ends, as the ruler counts. */
    public ReadOnlyStringProperty clockProperty() {
        return clock.getReadOnlyProperty();
    }

    /**
     * How much happened in each column, from 0 to 1: tasks that were submitted, or where the model does not know them all, what was
     * recorded; empty where nothing is known yet.
     */
    public ReadOnlyObjectProperty<double[]> densityProperty() {
        return density.getReadOnlyProperty();
    }

    /** Plays where it stands still, and the other way round. */
    public void toggle() {
        if (control.playing()) {
            control.pause();
        } else {
            control.play();
        }
        playing.set(control.playing());
    }

    /** The next faster speed, or the next slower one. */
    public void shift(boolean faster) {
        int place = SPEEDS.indexOf(control.speed());
        speed(SPEEDS.get(Math.clamp(place + (faster ? 1 : -1), 0, SPEEDS.size() - 1)));
    }

    /**
     * Plays so fast from now on.
     *
     * @param factor times real time
     */
    public void speed(double factor) {
        control.speed(factor);
        speed.set(control.speed());
    }

    /**
     * Goes to a place.
     *
     * @param to 0 is the begin, 1 the end
     */
    public void seek(double to) {
        long length = control.end() - control.begin();
        control.seek(control.begin() + Math.round(Math.clamp(to, 0, 1) * length));
        refresh();
    }

    /** Moves by some ns. */
    public void step(long ns) {
        control.seek(Math.clamp(control.position() + ns, control.begin(), control.end()));
        refresh();
    }

    /** Where a time lies, from 0 to 1. */
    public double partOf(long time) {
        long length = control.end() - control.begin();
        return length <= 0 ? 0 : Math.clamp((double) (time - control.begin()) / length, 0, 1);
    }

    /** Some time passed. */
    public void refresh() {
        playing.set(control.playing());
        speed.set(control.speed());
        part.set(partOf(control.position()));
        Moments written = moments.get();
        clock.set(written.of(control.position(), SECOND) + " / " + written.of(control.end(), SECOND));
        SessionModel of = model.get();
        long[] activity = control.activity();
        boolean knowsAll = of.oldest() <= control.begin() && control.position() >= control.end();
        if (activity.length > 0 && !knowsAll) {
            if (density.get().length == 0) {
                density.set(shown(Arrays.stream(activity).asDoubleStream().toArray()));
            }
            return;
        }
        int tasks = of.tasks().size();
        // A replay that went back knows only what was before: the fullest count is the one to keep.
        boolean longer = control.end() != countedEnd && tasks >= countedTasks;
        boolean more = longer || tasks > countedTasks * 1.02;
        if (!counting && tasks > 0 && more) {
            counting = true;
            countedTasks = tasks;
            countedEnd = control.end();
            long begin = control.begin();
            long end = control.end();
            background.execute(() -> {
                double[] counted = count(of.tasks(), begin, end);
                window.execute(() -> {
                    counting = false;
                    density.set(counted);
                });
            });
        }
    }

    private static double[] count(TaskTable tasks, long begin, long end) {
        double[] columns = new double[COLUMNS];
        double scale = COLUMNS / (double) Math.max(1, end - begin);
        int size = tasks.size();
        for (int row = tasks.oldest(); row < size; row++) {
            columns[(int) Math.clamp((tasks.submitted(row) - begin) * scale, 0, COLUMNS - 1)]++;
        }
        return shown(columns);
    }

    private static double[] shown(double[] columns) {
        double most = Arrays.stream(columns).max().orElse(0);
        // A square root keeps the quiet parts in sight beside a burst.
        return Arrays.stream(columns).map(column -> most > 0 ? Math.sqrt(column / most) : 0).toArray();
    }
}
