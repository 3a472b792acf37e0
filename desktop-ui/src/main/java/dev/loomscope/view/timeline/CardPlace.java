package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;

/**
 * Where the card of facts stands: beside the pointer, inside the view, and off what else is to be read there. All in logical
 * pixels of the view.
 */
record CardPlace(double left, double top) {
    private static final double MARGIN = 6;
    private static final double ASIDE = 16;
    private static final double BELOW = 18;
    private static final double ABOVE = 14;

    /**
     * @param taken what it must not lie on, if there is any other place
     */
    static CardPlace of(double x, double y, double width, double height, Bounds view, List<Bounds> taken) {
        double right = x + ASIDE;
        double left = x - ASIDE - width;
        double lowest = view.getHeight() - height - MARGIN;
        // Where it fits neither above nor below, it stands beside the pointer, off the ruler if it can.
        double beside = Math.max(MARGIN,
                Math.min(lowest, Math.max(Surface.ROWS_TOP + MARGIN, y - height / 2)));
        List<CardPlace> places = new ArrayList<>();
        for (double top : new double[] {y + BELOW, y - ABOVE - height, beside}) {
            places.add(new CardPlace(right, top));
            places.add(new CardPlace(left, top));
        }
        for (Bounds each : taken) {
            places.add(new CardPlace(each.getMaxX() + MARGIN, beside));
            places.add(new CardPlace(each.getMinX() - MARGIN - width, beside));
        }
        CardPlace fallback = right + width > view.getWidth() - MARGIN ? places.get(1) : places.getFirst();
        return places.stream().filter(place -> place.isFree(width, height, view, taken)).findFirst().orElse(fallback)
                .inside(width, height, view);
    }

    private boolean isFree(double width, double height, Bounds view, List<Bounds> taken) {
        return left >= MARGIN && top >= MARGIN && left + width <= view.getWidth() - MARGIN
                && top + height <= view.getHeight() - MARGIN
                && taken.stream().noneMatch(bounds -> bounds.intersects(left, top, width, height));
    }

    private CardPlace inside(double width, double height, Bounds view) {
        return new CardPlace(
                Math.rint(Math.clamp(left, MARGIN, Math.max(MARGIN, view.getWidth() - width - MARGIN))),
                Math.rint(Math.clamp(top, MARGIN, Math.max(MARGIN, view.getHeight() - height - MARGIN))));
    }
}
