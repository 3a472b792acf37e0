package dev.loomscope.view.theme;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;

/** A region that is drawn rather than built: it fills its room, and draws again when its size, theme or content changes. */
public abstract class Drawing extends Pane {
    private final Canvas canvas;
    /** A canvas holds as many pixels as it is wide: where its scene is magnified, it is made larger and drawn smaller. */
    private final Scale grown = new Scale(1, 1);
    private boolean asked;

    protected Drawing() {
        this(new Canvas());
    }

    private Drawing(Canvas canvas) {
        super(canvas);
        this.canvas = canvas;
        canvas.setManaged(false);
        canvas.getTransforms().setAll(grown);
        // While it was in no scene, the look may have changed.
        canvas.sceneProperty().subscribe(_ -> {
            if (canvas.getParent() instanceof Drawing drawing) {
                drawing.redraw();
            }
        });
    }

    /** Draws on a clean ground. */
    protected abstract void draw(GraphicsContext g, double width, double height, Palette palette);

    /** Asks to be drawn again, once, before the next picture. */
    public final void redraw() {
        if (!asked) {
            asked = true;
            requestLayout();
        }
    }

    /** Asks all drawings from a node downwards to be drawn again. */
    static void redrawAll(Node node) {
        if (node instanceof Drawing drawing) {
            drawing.redraw();
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(Drawing::redrawAll);
        }
    }

    /** A colour of the palette, with an opacity. */
    public static Color color(int argb, double opacity) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, opacity);
    }

    /** A colour of the palette. */
    public static Color color(int argb) {
        return color(argb, 1);
    }

    @Override
    protected final void layoutChildren() {
        asked = false;
        double width = Math.max(0, snapSizeX(getWidth() - snappedLeftInset() - snappedRightInset()));
        double height = Math.max(0, snapSizeY(getHeight() - snappedTopInset() - snappedBottomInset()));
        double sharpness = Magnified.factor(this);
        canvas.setWidth(Math.ceil(width * sharpness));
        canvas.setHeight(Math.ceil(height * sharpness));
        grown.setX(1 / sharpness);
        grown.setY(1 / sharpness);
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (width > 1 && height > 1) {
            g.save();
            g.scale(sharpness, sharpness);
            draw(g, width, height, Theme.of(this).palette());
            g.restore();
        }
    }
}
