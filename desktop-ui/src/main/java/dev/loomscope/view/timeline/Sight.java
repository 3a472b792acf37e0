package dev.loomscope.view.timeline;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

/**
 * Which stretch of time and which rows are in sight, and how they come to be: moved by hand, in glides, along with the present,
 * and back to where the viewer was. All x are logical pixels from the left edge of the lanes; clocks are steady ones in ns.
 */
final class Sight {
    /** A pointer farther than this part of the width from the present points at something else. */
    private static final double BESIDE = 0.1;

    private final Motion motion = new Motion();
    private final Navigation navigation = new Navigation();
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following", true);
    private final RowScroll rows;
    private final Runnable changed;

    /**
     * @param changed runs after every move
     */
    Sight(RowScroll rows, Runnable changed) {
        this.rows = rows;
        this.changed = changed;
    }

    Viewport viewport() {
        return motion.viewport();
    }

    double width() {
        return motion.width();
    }

    /** Where time stands, gliding, in ns since the session's epoch. */
    double position() {
        return motion.position();
    }

    void resize(double width) {
        motion.resize(width);
    }

    /** Begins with another session. */
    void restart(long oldest, long now, long clock) {
        motion.restart(oldest, now, clock);
    }

    /** Moves on to a frame; says whether what is seen changed. */
    boolean advance(long oldest, long now, long clock, boolean flowing) {
        return motion.advance(oldest, now, clock, flowing);
    }

    /** Zooms so that the time at {@code x} stays; below 1 zooms in. While following, the present stays. */
    void zoomAt(double x, double factor, long clock) {
        leave(clock);
        motion.zoomAt(x, factor);
        moved();
    }

    /**
     * Zooms at the pointer. Closer to something that is not the present, that is what somebody wants to see: the present is let
     * go.
     */
    void zoomAtPointer(double x, double factor, long clock) {
        if (factor < 1 && motion.isFollowing() && viewport().xOf(position()) - x > width() * BESIDE) {
            leave(clock);
            motion.hold();
        }
        zoomAt(x, factor, clock);
    }

    /** Moves time and rows at once, as a hand that drags. */
    void dragBy(double pixels, double pixelsDown, long clock) {
        leave(clock);
        if (pixels != 0) {
            motion.dragBy(pixels);
        }
        rows.moveBy(pixelsDown);
        moved();
    }

    /** Scrolls rows by pixels in a short glide, down for positive ones. */
    void scrollBy(double pixels, long clock) {
        leave(clock);
        rows.glideBy(pixels);
        moved();
    }

    /** Brings a height of the rows to the top at once. */
    void scrollTo(double y, long clock) {
        leave(clock);
        rows.moveTo(y);
        moved();
    }

    /** Moves time by pixels in a glide, to later times for positive ones. */
    void glideBy(double pixels, long clock) {
        if (pixels > 0 && motion.isFollowing()) {
            // What is later than the present comes by itself.
            return;
        }
        leave(clock);
        motion.glideBy(pixels);
        moved();
    }

    /** Brings a time to the left edge at once, as a hand that drags. */
    void moveTo(double time, long clock) {
        leave(clock);
        motion.dragTo(time);
        moved();
    }

    /** Shows a stretch of time at once, as a hand that pulls at an edge. */
    void resizeTo(double from, double to, long clock) {
        leave(clock);
        motion.jump(Viewport.of(from, to, motion.width()));
        moved();
    }

    /** Shows a stretch of time. */
    void show(double from, double to, long clock) {
        step(clock);
        motion.show(from, to);
        moved();
    }

    /** Shows a stretch of time at once, without a way back. */
    void jumpTo(double from, double to) {
        motion.jump(Viewport.of(from, to, motion.width()));
        moved();
    }

    /** Shows all that is remembered. */
    void fit(long clock) {
        step(clock);
        motion.fit();
        moved();
    }

    /** Keeps the present in sight, or holds still. */
    void setFollowing(boolean follow, long clock) {
        if (follow == motion.isFollowing()) {
            return;
        }
        if (follow) {
            step(clock);
            motion.follow();
        } else {
            motion.hold();
        }
        moved();
    }

    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** Goes back to what was in sight before. */
    void undo() {
        go(navigation.undo(here()));
    }

    void redo() {
        go(navigation.redo(here()));
    }

    boolean canUndo() {
        return navigation.canUndo();
    }

    boolean canRedo() {
        return navigation.canRedo();
    }

    private void go(@Nullable Place place) {
        if (place != null) {
            motion.go(place.viewport(), place.following());
            rows.glideTo(place.rows());
            moved();
        }
    }

    private void leave(long clock) {
        navigation.leave(here(), clock);
    }

    private Place here() {
        return new Place(motion.target(), rows.target(), motion.isFollowing());
    }

    private void step(long clock) {
        navigation.endStep();
        leave(clock);
        navigation.endStep();
    }

    private void moved() {
        following.set(motion.isFollowing());
        changed.run();
    }
}
