package dev.loomscope.view.action;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be done, wherever it is asked for.
 *
 * @param id stable, for whoever wants this one
 * @param section under which heading it stands
 * @param name what it does, as a menu says it
 * @param keys that ask for it, the usual one first; may be none
 * @param enabled whether it can be done now
 * @param begin does it; where it lasts, begins it
 * @param end ends what lasts for as long as the key is down; null where nothing does
 */
public record Action(String id, String section, String name, List<Keys> keys, BooleanSupplier enabled, Runnable begin,
        @Nullable Runnable end) {
    public Action {
        keys = List.copyOf(keys);
    }

    /** Always possible, and done at once. */
    public static Action of(String id, String section, String name, Runnable run, Keys... keys) {
        return new Action(id, section, name, List.of(keys), () -> true, run, null);
    }

    /** The same, possible at times only. */
    public Action when(BooleanSupplier possible) {
        return new Action(id, section, name, keys, possible, begin, end);
    }

    /** The same by another name, where what it does depends on what is there. */
    public Action named(String other) {
        return new Action(id, section, other, keys, enabled, begin, end);
    }

    /** The same, going on for as long as a key is held down. */
    public Action until(Runnable over) {
        return new Action(id, section, name, keys, enabled, begin, over);
    }

    /** Does it once, where it can be done. */
    public void run() {
        if (enabled.getAsBoolean()) {
            begin.run();
            if (end != null) {
                end.run();
            }
        }
    }

    /** What it does, and the usual key for it. */
    public String tooltip() {
        return keys.isEmpty() ? name : name + " (" + keys.getFirst().text() + ")";
    }
}
