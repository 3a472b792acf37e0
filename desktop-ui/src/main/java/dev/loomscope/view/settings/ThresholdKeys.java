package dev.loomscope.view.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.loomscope.insight.Thresholds;

/** From where on something is a finding: every threshold with its kind, its bounds, and its place in the file. */
public final class ThresholdKeys {
    private static final long HOUR_MS = 3_600_000;
    private static final Key<List<String>> OFF = Key.list("off", 64);

    /**
     * One threshold.
     *
     * @param kind of the findings that it decides on
     * @param label what it is, without its unit
     * @param unit {@code ms} or {@code %}
     */
    public record Field(
            String kind, String label, String unit, long least, long most, Key<Long> key,
            Function<Thresholds, Long> get,
            Change change) {

        /** What is wrong with a text as its value; empty where nothing is. */
        public String problem(String text) {
            String wanted = "A whole number from " + least + " to " + most + (unit.isEmpty() ? "" : " " + unit);
            try {
                long value = Long.parseLong(text.strip());
                return value < least || value > most ? wanted : "";
            } catch (NumberFormatException _) {
                return wanted;
            }
        }
    }

    /** Thresholds with another value for one of them. */
    @FunctionalInterface
    public interface Change {
        Thresholds with(Thresholds thresholds, long value);
    }

    private static final List<Field> FIELDS = List.of(
            millis("stuck-task", "Runs for", "stuck-after-ms", Thresholds::stuckAfter, Thresholds::withStuckAfter),
            millis("starvation-deadlock", "Lasts for", "deadlock-after-ms", Thresholds::deadlockAfter,
                    Thresholds::withDeadlockAfter),
            percent("pool-saturated", "Saturated for", "saturated-fraction", Thresholds::saturatedFraction,
                    Thresholds::withSaturatedFraction),
            millis("pool-saturated", "with waits from", "saturated-wait-ms", Thresholds::saturatedWait,
                    Thresholds::withSaturatedWait),
            millis("blocking-in-compute-pool", "Blocked for", "blocked-in-compute-ms", Thresholds::blockedInCompute,
                    Thresholds::withBlockedInCompute),
            millis("carrier-pinned", "Pinned for", "pinned-after-ms", Thresholds::pinnedAfter,
                    Thresholds::withPinnedAfter),
            millis("never-yields", "Runs for", "never-yields-after-ms", Thresholds::neverYieldsAfter,
                    Thresholds::withNeverYieldsAfter),
            millis("failed-silently", "Not asked for", "unasked-after-ms", Thresholds::unaskedAfter,
                    Thresholds::withUnaskedAfter));

    private ThresholdKeys() {}

    private interface WithDuration {
        Thresholds with(Thresholds thresholds, Duration value);
    }

    private interface WithShare {
        Thresholds with(Thresholds thresholds, double value);
    }

    private static Field millis(String kind, String label, String name, Function<Thresholds, Duration> get,
            WithDuration with) {
        long usual = get.apply(Thresholds.DEFAULT).toMillis();
        return new Field(kind, label, "ms", 1, HOUR_MS, Key.whole(name, usual, 1, HOUR_MS),
                thresholds -> get.apply(thresholds).toMillis(),
                (thresholds, value) -> with.with(thresholds, Duration.ofMillis(value)));
    }

    private static Field percent(String kind, String label, String name, Function<Thresholds, Double> get,
            WithShare with) {
        long usual = Math.round(get.apply(Thresholds.DEFAULT) * 100);
        return new Field(kind, label, "%", 1, 100, Key.whole(name, usual, 1, 100),
                thresholds -> Math.round(get.apply(thresholds) * 100),
                (thresholds, value) -> with.with(thresholds, value / 100.0));
    }

    /** The thresholds of a kind, none for kinds that need none. */
    public static List<Field> of(String kind) {
        return FIELDS.stream().filter(field -> field.kind().equals(kind)).toList();
    }

    /** What the file says. */
    public static Thresholds read(Store store) {
        Thresholds thresholds = Thresholds.DEFAULT;
        for (Field field : FIELDS) {
            thresholds = field.change().with(thresholds, store.get(field.key()));
        }
        return thresholds.withOff(Set.copyOf(store.get(OFF)));
    }

    /** Keeps them for the next time. */
    public static void write(Store store, Thresholds thresholds) {
        for (Field field : FIELDS) {
            store.set(field.key(), field.get().apply(thresholds));
        }
        List<String> off = new ArrayList<>(thresholds.off());
        off.sort(null);
        store.set(OFF, off);
    }
}
