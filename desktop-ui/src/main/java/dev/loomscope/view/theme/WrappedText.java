package dev.loomscope.view.theme;

import javafx.beans.binding.DoubleExpression;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/**
 * Text that wraps and is as high as it needs to be, like a label, but that can be selected and copied. Its height follows from
 * its preferred width, which has to be given.
 */
public final class WrappedText extends TextArea {
    private static final double EDGE = 2;
    private static final double MIN_WIDTH = 40;

    private final Text measure = new Text();

    /** @param width in px */
    public WrappedText(DoubleExpression width, String... styles) {
        prefWidthProperty().bind(width);
        setEditable(false);
        setWrapText(true);
        setMinWidth(MIN_WIDTH);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add("wrapped-text");
        getStyleClass().addAll(styles);
        prefWidthProperty().subscribe(_ -> requestLayout());
        textProperty().subscribe(_ -> requestLayout());
    }

    /** Shows a text; one that somebody is about to copy stays as it is. */
    public void show(String text) {
        if (!text.equals(getText()) && getSelection().getLength() == 0) {
            setText(text);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        measure.setFont(getFont());
        measure.setText(getText());
        measure.setWrappingWidth(Math.max(MIN_WIDTH, getPrefWidth() - EDGE));
        return Math.ceil(measure.getLayoutBounds().getHeight()) + EDGE;
    }
}
