package dev.loomscope.view.lanes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a user said of single groups and tracks, by their keys. Immutable; holds for one session.
 *
 * @param folded groups that were folded (true) or unfolded (false); the others stand as usual
 * @param hidden groups and tracks that are not shown
 * @param pinned groups and tracks that stand above all others
 * @param only the group or track that is shown alone; null for all
 */
public record ByHand(Map<String, Boolean> folded, Set<String> hidden, List<String> pinned, @Nullable String only) {
    public static final ByHand NONE = new ByHand(Map.of(), Set.of(), List.of(), null);

    public ByHand {
        folded = Map.copyOf(folded);
        hidden = Set.copyOf(hidden);
        pinned = List.copyOf(pinned);
    }

    ByHand fold(Iterable<String> keys, boolean fold) {
        Map<String, Boolean> next = new HashMap<>(folded);
        keys.forEach(key -> next.put(key, fold));
        return new ByHand(next, hidden, pinned, only);
    }

    ByHand hide(String key, boolean hide) {
        Set<String> next = new HashSet<>(hidden);
        if (hide) {
            next.add(key);
        } else {
            next.remove(key);
        }
        return new ByHand(folded, next, pinned, only);
    }

    ByHand showAll() {
        return new ByHand(folded, Set.of(), pinned, null);
    }

    ByHand pin(String key, boolean pin) {
        List<String> next = new ArrayList<>(pinned);
        next.remove(key);
        if (pin) {
            next.add(key);
        }
        return new ByHand(folded, hidden, next, only);
    }

    ByHand only(@Nullable String key) {
        return new ByHand(folded, hidden, pinned, key);
    }
}
