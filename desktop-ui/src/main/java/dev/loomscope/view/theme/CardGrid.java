package dev.loomscope.view.theme;

import java.util.List;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Lays cards out in rows: as many columns of equal width as find room, each row as high as its highest card. */
public final class CardGrid extends Pane {
    private final double least;
    private final double gap;

    /**
     * @param least a card gets no narrower than this, in px
     * @param gap between cards, in px
     */
    public CardGrid(double least, double gap) {
        this.least = least;
        this.gap = gap;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return lay(width < 0 ? getWidth() : width, false);
    }

    @Override
    protected void layoutChildren() {
        lay(getWidth(), true);
    }

    private double lay(double width, boolean place) {
        List<Node> cards = getManagedChildren();
        int columns = (int) Math.clamp(Math.floor((width + gap) / (least + gap)), 1, Math.max(1, cards.size()));
        // A single card does not grow over the whole screen.
        int rooms = Math.max(columns, (int) Math.min(3, Math.floor((width + gap) / (least + gap))));
        double each = Math.floor((width - gap * (rooms - 1)) / rooms);
        double y = 0;
        for (int first = 0; first < cards.size(); first += rooms) {
            List<Node> row = cards.subList(first, Math.min(cards.size(), first + rooms));
            double height = row.stream().mapToDouble(card -> Math.ceil(card.prefHeight(each))).max().orElse(0);
            for (int i = 0; place && i < row.size(); i++) {
                row.get(i).resizeRelocate(i * (each + gap), y, each, height);
            }
            y += height + gap;
        }
        return Math.max(0, y - gap);
    }
}
