package dev.loomscope.view.theme;

import javafx.scene.control.Label;

/** A text over several lines that are about as long as each other: no word is left alone on the last one. */
final class EvenText extends Label {
    private static final double STEP = 4;

    private final double most;

    /** @param most the longest that a line may be, in px */
    EvenText(String text, double most, String style) {
        super(text);
        this.most = most;
        getStyleClass().add(style);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = Math.min(super.computePrefWidth(height), most);
        double needed = computePrefHeight(width);
        while (width > most / 2 && computePrefHeight(width - STEP) <= needed) {
            width -= STEP;
        }
        return width;
    }
}
