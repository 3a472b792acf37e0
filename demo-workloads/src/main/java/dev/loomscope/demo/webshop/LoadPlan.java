package dev.loomscope.demo.webshop;

import java.time.Duration;
import java.util.List;

/** How busy the shop is: a day of one minute, over and over, with a sale in the morning and a smaller one at night. */
final class LoadPlan {
    static final Duration DAY = Duration.ofSeconds(60);

    private static final List<Phase> PHASES = List.of(
            new Phase("early", 0, 10, 0.4),
            new Phase("morning", 3, 24, 0.4),
            new Phase("SALE RUSH", 6, 80, 0.7),
            new Phase("after the sale", 14, 18, 0.3),
            new Phase("afternoon", 26, 30, 0.4),
            new Phase("EVENING RUSH", 36, 65, 0.7),
            new Phase("night", 42, 10, 0.3));

    /** Seconds of the day at which the bank gets slow over one payment. */
    private static final List<Double> BANK_HANGS = List.of(2.5, 10.0, 31.0, 49.0);

    private LoadPlan() {}

    /** The phase of the day that the shop is in. */
    static Phase at(Duration elapsed) {
        double second = secondOfDay(elapsed);
        Phase current = PHASES.getFirst();
        for (Phase phase : PHASES) {
            if (phase.from() <= second) {
                current = phase;
            }
        }
        return current;
    }

    /** How many payments the bank has got slow over up to a moment. */
    static long bankHangs(Duration elapsed) {
        double second = secondOfDay(elapsed);
        long days = elapsed.toMillis() / DAY.toMillis();
        return days * BANK_HANGS.size() + BANK_HANGS.stream().filter(hang -> hang <= second).count();
    }

    private static double secondOfDay(Duration elapsed) {
        return elapsed.toMillis() % DAY.toMillis() / 1e3;
    }

    /**
     * A time of the day.
     *
     * @param from second of the day
     * @param visitors that come in a second
     * @param buyers what part of them buys
     */
    record Phase(String name, double from, double visitors, double buyers) {}
}
