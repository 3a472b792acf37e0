package dev.loomscope.view.lanes;

import dev.loomscope.filter.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that rows are narrowed to.
 *
 * @param filter what they are chosen by; equal as long as that is the same
 * @param rows those that it chooses at present
 */
public record Wanted(Object filter, RowSet rows) {

    /** Whether tasks are chosen by the same filter; where there is none, all are. */
    public static boolean sameFilter(@Nullable Wanted one, @Nullable Wanted other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.filter.equals(other.filter);
    }
}
