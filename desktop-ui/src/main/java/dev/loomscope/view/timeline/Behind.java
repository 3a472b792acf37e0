package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;

/** How far a view that is held is behind the present, in words that can be read while they change. */
final class Behind {
    private static final double STEP = 1e8;

    private Behind() {}

    static String words(TimelineModel model) {
        double behind = model.position() - model.viewport().timeAt(model.width());
        return behind <= 0 ? "Held"
                : Figures.duration((long) Math.max(STEP, Math.rint(behind / STEP) * STEP)) + " behind";
    }
}
