package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Loss;

/**
 * Time in which events were lost, as a picture shows it: losses that the eye would not tell apart are one.
 *
 * @param category of the events, empty where they are of several
 * @param from in ns since the epoch
 * @param to in ns since the epoch
 */
record LostTime(String category, long count, long from, long to) {

    /** What there is within a time range. */
    static List<LostTime> of(List<Loss> losses, long from, long to, double joinedBelow) {
        List<LostTime> all = new ArrayList<>();
        for (Loss loss : losses) {
            if (loss.to() < from || loss.from() > to) {
                continue;
            }
            LostTime last = all.isEmpty() ? null : all.getLast();
            if (last != null && loss.from() >= last.from && loss.from() - last.to < joinedBelow) {
                all.set(all.size() - 1, last.and(loss));
            } else {
                all.add(new LostTime(loss.category(), loss.count(), loss.from(), loss.to()));
            }
        }
        return all;
    }

    private LostTime and(Loss loss) {
        return new LostTime(category.equals(loss.category()) ? category : "", count + loss.count(), from,
                Math.max(to, loss.to()));
    }

    String words() {
        return Figures.counted(count, "event") + of(category) + " lost";
    }

    /** Which events a category of losses is about, in words that follow them. */
    static String of(String category) {
        return switch (category) {
            case "task" -> " of pools";
            case "fork-join" -> " of fork/join";
            case "virtual-thread" -> " of virtual threads";
            default -> "";
        };
    }
}
