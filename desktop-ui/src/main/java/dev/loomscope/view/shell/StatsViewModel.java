package dev.loomscope.view.shell;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Counts;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.shell.Stat.Tone;

/** The cards above the timeline: how the session stands now, and against ten seconds ago. */
final class StatsViewModel {
    /** The time that the saturation chart shows, in ns. */
    static final long WINDOW = 60_000_000_000L;

    private static final int COLUMNS = 180;
    private static final long BACK = 10_000_000_000L;

    private record Then(long time, Counts counts, long queued) {}

    private final Supplier<SessionModel> model;
    private final Deque<Then> past = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<List<Stat>> stats = new ReadOnlyObjectWrapper<>(this, "stats", List.of());
    private final ReadOnlyObjectWrapper<Saturation> saturation = new ReadOnlyObjectWrapper<>(this, "saturation",
            Saturation.NONE);

    StatsViewModel(Supplier<SessionModel> model) {
        this.model = model;
        refresh();
    }

    /** The cards, always the same ones. */
    ReadOnlyObjectProperty<List<Stat>> statsProperty() {
        return stats.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Saturation> saturationProperty() {
        return saturation.getReadOnlyProperty();
    }

    /** Forgets the past: another model took the place of the one before. */
    void modelReplaced() {
        past.clear();
    }

    void refresh() {
        SessionModel now = model.get();
        Counts counts = now.counts();
        List<Pool> pools = now.pools();
        long queued = pools.stream().mapToLong(Pool::queue).sum();
        Then then = then(now.now(), counts, queued);
        long queuePeak = pools.stream().mapToLong(Pool::queuePeak).max().orElse(0);
        stats.set(List.of(
                new Stat("Live tasks", Figures.brief(counts.live()), change(counts.live() - then.counts.live()),
                        counts.live() > then.counts.live() ? Tone.GOOD : Tone.FAINT),
                new Stat("Queued", Figures.brief(queued),
                        queued - then.queued == 0 && queuePeak > 0
                                ? "peak " + Figures.brief(queuePeak)
                                : change(queued - then.queued),
                        queued > then.queued ? Tone.WARNING : Tone.FAINT),
                waits(pools),
                failed(counts, then.counts),
                lost(now)));
        long to = now.now();
        long from = to - Math.clamp(to - now.oldest(), 1_000_000_000L, WINDOW);
        saturation.set(Saturation.of(now, from, to, COLUMNS));
    }

    private Then then(long time, Counts counts, long queued) {
        if (past.isEmpty() || time - past.getLast().time >= 500_000_000L) {
            past.addLast(new Then(time, counts, queued));
        }
        while (past.size() > 1 && time - past.getFirst().time > BACK) {
            past.removeFirst();
        }
        return past.getFirst();
    }

    private static String change(long difference) {
        return difference == 0 ? "" : (difference > 0 ? "+" : "−") + Figures.brief(Math.abs(difference));
    }

    private static Stat waits(List<Pool> pools) {
        return pools.stream().filter(pool -> pool.id() != Pool.SCHEDULER && pool.waits().count() > 0)
                .max(Comparator.comparingLong(pool -> pool.waits().p99()))
                .map(worst -> new Stat("Wait p99", Figures.duration(worst.waits().p99()), worst.name(), Tone.FAINT))
                .orElse(new Stat("Wait p99", Figures.NONE, "", Tone.FAINT));
    }

    private static Stat failed(Counts now, Counts then) {
        long before = then.failed() + then.rejected();
        long count = now.failed() + now.rejected();
        String note = count > before
                ? "+" + Figures.brief(count - before)
                : now.rejected() > 0 ? Figures.brief(now.rejected()) + " rejected" : "";
        return new Stat("Failed", Figures.brief(count), note, count > before ? Tone.BAD : Tone.FAINT);
    }

    private static Stat lost(SessionModel model) {
        long dropped = model.eventsDropped();
        long all = dropped + model.eventsReceived();
        return dropped == 0
                ? new Stat("Events lost", "0", "of " + Figures.brief(all), Tone.FAINT)
                : new Stat("Events lost", Figures.brief(dropped), Figures.percent((double) dropped / all), Tone.BAD);
    }
}
