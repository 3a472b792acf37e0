package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.Section;

/** What is done by hand to single rows: folded, hidden, pinned, shown alone, and brought back. */
final class RowChoices {
    private final Arranged arranged;

    RowChoices(Arranged arranged) {
        this.arranged = arranged;
    }

    private Arrangement now() {
        return arranged.arrangement();
    }

    boolean isFolded(TrackGroup group) {
        return arranged.plan().isFolded(group);
    }

    /** Folds a group, or unfolds it. */
    void toggle(TrackGroup group) {
        fold(List.of(group.key()), !isFolded(group));
    }

    void foldAll(boolean fold) {
        fold(keys(), fold);
    }

    void foldOthers(TrackGroup than) {
        fold(keys().stream().filter(key -> !key.equals(than.key())).toList(), true);
    }

    private List<String> keys() {
        return arranged.plan().sections().stream().map(Section::group).map(TrackGroup::key).toList();
    }

    private void fold(List<String> keys, boolean fold) {
        arranged.arrangeNow(now().fold(keys, fold));
    }

    boolean isPinned(String key) {
        return now().hand().pinned().contains(key);
    }

    /** Pins a row above all others, or lets it go. */
    void togglePinned(RowTarget row) {
        arranged.arrangeNow(now().pin(row.key(), !isPinned(row.key())));
    }

    void hide(RowTarget row) {
        arranged.arrangeNow(now().hide(row.key()));
    }

    /** Shows again what was hidden. */
    void show(String key) {
        arranged.arrangeNow(now().show(key));
    }

    boolean isAlone(RowTarget row) {
        return row.key().equals(now().hand().only());
    }

    /** Shows a row alone, or all others with it again. */
    void toggleAlone(RowTarget row) {
        arranged.arrangeNow(now().only(isAlone(row) ? null : row.key()));
    }

    void showOthers() {
        arranged.arrangeNow(now().only(null));
    }

    /** Whether there is something to bring back. */
    boolean isSomeHidden() {
        return !arranged.plan().hidden().isEmpty() || arranged.plan().only() != null;
    }

    void showAll() {
        arranged.arrangeNow(now().showAll());
    }
}
