package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;

/**
 * The few nodes that follow the pointer above the picture: a line, the time in the ruler, a card of facts, a band that is
 * pulled.
 */
final class PointerLayer extends Pane {
    private final Rectangle crosshair = new Rectangle(1, 10);
    private final Label pill = new Label();
    private final Rectangle band = new Rectangle();
    private HoverCard card;
    private boolean pulling;

    PointerLayer(Palette palette) {
        setManaged(false);
        setMouseTransparent(true);
        card = new HoverCard(palette);
        pill.getStyleClass().add("time-pill");
        for (Node node : new Node[] {crosshair, pill, band}) {
            node.setManaged(false);
            node.setVisible(false);
        }
        getChildren().addAll(band, crosshair, pill, card);
        style(palette);
    }

    void setPalette(Palette palette) {
        HoverCard fresh = new HoverCard(palette);
        getChildren().set(getChildren().indexOf(card), fresh);
        card = fresh;
        style(palette);
    }

    private void style(Palette palette) {
        Color accent = Color.web(Palette.web(palette.accent()));
        crosshair.setFill(accent.deriveColor(0, 1, 1, 0.75));
        pill.setStyle(HoverCard.font(Fonts.MONO, 10.5, 0xFFFFFF) + "-fx-background-color: "
                + Palette.web(palette.accentFill())
                + "; -fx-background-radius: 5; -fx-padding: 2 7 2 7;");
        band.setFill(accent.deriveColor(0, 1, 1, 0.16));
        band.setStroke(accent.deriveColor(0, 1, 1, 0.9));
    }

    /** Whether something is pulled at present: what lies under the pointer would only be in the way. */
    void setPulling(boolean now) {
        pulling = now;
        if (now) {
            card.setVisible(false);
        }
    }

    /** Shows a band between two x while an area is chosen. */
    void showBand(double x0, double x1) {
        double left = Math.max(Surface.GUTTER, Math.min(x0, x1));
        band.setX(left);
        band.setWidth(Math.max(1, Math.max(x0, x1) - left));
        band.setY(Surface.ROWS_TOP);
        band.setHeight(Math.max(0, getHeight() - Surface.ROWS_TOP));
        band.setVisible(true);
    }

    void hideBand() {
        band.setVisible(false);
    }

    /**
     * Shows what is under the pointer.
     *
     * @param taken where something else lies on the view
     */
    void show(TimelineModel model, List<Bounds> taken) {
        Hover hover = model.hover();
        if (hover == null || hover.x() < 0 || model.isEmpty()) {
            crosshair.setVisible(false);
            pill.setVisible(false);
            card.setVisible(false);
            return;
        }
        double x = Surface.GUTTER + hover.x();
        crosshair.setVisible(true);
        crosshair.setX(Math.floor(x));
        crosshair.setY(Surface.ROWS_TOP);
        crosshair.setHeight(Math.max(0, getHeight() - Surface.ROWS_TOP));
        pill.setVisible(true);
        placePill(RulerPainter.placeInWords(model, hover.time()), x);
        boolean something = !pulling && hover.y() >= 0 && card.show(hover, model);
        card.setVisible(something);
        if (something) {
            placeCard(x, Surface.ROWS_TOP + hover.y(), taken);
        }
    }

    private void placePill(String text, double x) {
        pill.setText(text);
        pill.applyCss();
        double width = Math.ceil(pill.prefWidth(-1));
        double height = pill.prefHeight(-1);
        pill.resizeRelocate(Math.rint(RulerPainter.pillLeft(x, width, getWidth())),
                Math.rint(Surface.OVERVIEW_BOTTOM + (Surface.RULER - height) / 2), width, height);
    }

    private void placeCard(double x, double y, List<Bounds> taken) {
        card.applyCss();
        double width = Math.ceil(Math.min(card.getMaxWidth(), card.prefWidth(-1)));
        double height = Math.ceil(card.prefHeight(width));
        List<Bounds> kept = new ArrayList<>(taken);
        kept.add(pill.getBoundsInParent());
        CardPlace place = CardPlace.of(x, y, width, height, getLayoutBounds(), kept);
        card.resizeRelocate(place.left(), place.top(), width, height);
    }
}
