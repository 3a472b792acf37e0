package dev.loomscope.view.theme;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Shows a node larger or smaller than it takes itself to be: letters, icons, distances and what is painted grow alike, and
 * everything is drawn in the resolution in which it is seen. It fills its room.
 */
public final class Magnified extends Region {
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);
    private final Scale transform = new Scale(1, 1);
    private final Node content;

    public Magnified(Node content) {
        this.content = content;
        content.getTransforms().add(transform);
        getChildren().setAll(content);
        transform.xProperty().bind(scale);
        transform.yProperty().bind(scale);
        scale.subscribe(_ -> {
            requestLayout();
            Drawing.redrawAll(content);
        });
    }

    /** 1 is as large as it takes itself to be. */
    public DoubleProperty scaleProperty() {
        return scale;
    }

    /** How much larger a node is shown than it takes itself to be, the screen's own resolution left out. */
    public static double factor(Node node) {
        double factor = node.getLocalToSceneTransform().getMxx();
        return factor > 0.1 && factor < 10 ? factor : 1;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, Math.ceil(getWidth() / scale.get()), Math.ceil(getHeight() / scale.get()));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
