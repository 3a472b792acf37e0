package dev.loomscope.filter;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneTable;
import dev.loomscope.model.SessionModel;

/** The virtual threads that were on some carriers: a task remembers its last one only, so it is read off the lanes. */
final class CarriedRows {
    private CarriedRows() {}

    static IntPredicate of(SessionModel model, Predicate<String> carrier) {
        LaneTable lanes = model.lanes();
        List<Lane> wanted = IntStream.range(0, lanes.size()).mapToObj(lanes::lane)
                .filter(lane -> lane.kind() == Lane.Kind.CARRIER && carrier.test(lane.name())).toList();
        if (wanted.isEmpty()) {
            return _ -> false;
        }
        List<BitSet> found = wanted.parallelStream().map(CarriedRows::on).toList();
        BitSet all = found.getFirst();
        found.subList(1, found.size()).forEach(all::or);
        return row -> row >= 0 && all.get(row);
    }

    private static BitSet on(Lane lane) {
        BitSet rows = new BitSet();
        lane.spans(Long.MIN_VALUE, Long.MAX_VALUE, 0, (_, _, _, row) -> {
            if (row >= 0) {
                rows.set(row);
            }
            return true;
        });
        return rows;
    }
}
