package dev.loomscope.view.pools;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import dev.loomscope.view.theme.Drawing;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;

/**
 * A place in the charts of a pool: a line of words, and below it the ground that one chart is drawn on.
 *
 * @param left left edge of the ground, in px
 * @param top upper edge of the words
 * @param height of words and ground
 */
record Strip(double left, double top, double width, double height) {
    static final double WORDS = 20;

    private static final double SWATCH = 8;
    /** Width of a letter of figures. */
    private static final double LETTER = 6.3;

    private static final Font TITLE = Font.font(Fonts.STRONG, 11.5);
    private static final Font FIGURE = Font.font(Fonts.MONO, 10.5);

    double groundTop() {
        return top + WORDS;
    }

    double bottom() {
        return top + height;
    }

    double room() {
        return height - WORDS;
    }

    /** Where a share of the ground's height lies, 0 at its bottom. */
    double y(double share) {
        return bottom() - Math.clamp(share, 0, 1) * (room() - 3);
    }

    /** Left edge of a column. */
    double x(int column, int columns) {
        return left + width * column / columns;
    }

    void ground(GraphicsContext g, Palette palette) {
        g.setFill(Drawing.color(palette.window()));
        g.fillRoundRect(left, groundTop(), width, room(), 6, 6);
    }

    /**
     * Words at the right end of a title.
     *
     * @param color that they stand for in the chart; 0 for none
     */
    record Part(int color, String text) {}

    /** A chart's title on the left, its figures on the right. */
    void title(GraphicsContext g, Palette palette, String title, List<Part> figures) {
        double middle = top + WORDS / 2 - 1;
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(TITLE);
        g.setFill(Drawing.color(palette.text()));
        g.fillText(title, left, middle);
        g.setFont(FIGURE);
        double x = left + width;
        for (Part part : figures.reversed()) {
            x -= part.text().length() * LETTER;
            g.setFill(Drawing.color(palette.textMuted()));
            g.fillText(part.text(), x, middle);
            if (part.color() != 0) {
                x -= SWATCH + 5;
                g.setFill(Drawing.color(part.color()));
                g.fillRoundRect(x, Math.rint(middle - SWATCH / 2), SWATCH, SWATCH, 3, 3);
            }
            x -= 14;
        }
    }

    /** A figure of the vertical axis, left of the ground. */
    void scale(GraphicsContext g, Palette palette, String figure, double y) {
        g.setFont(FIGURE);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFill(Drawing.color(palette.textMuted()));
        g.fillText(figure, left - 7, Math.clamp(y, groundTop() + 6, bottom() - 5));
    }

    /** A line across the ground. */
    void line(GraphicsContext g, Palette palette, double y, boolean dashed) {
        g.setStroke(Drawing.color(dashed ? palette.textMuted() : palette.border(), dashed ? 0.9 : 1));
        g.setLineWidth(1);
        g.setLineDashes(dashed ? new double[] {4, 3} : new double[0]);
        g.strokeLine(left, Math.floor(y) + 0.5, left + width, Math.floor(y) + 0.5);
        g.setLineDashes();
    }

    /** A bar of a column between two shares of the height; what is there at all gets a pixel. */
    void bar(GraphicsContext g, int column, int columns, double from, double to) {
        if (to > from) {
            double x = Math.floor(x(column, columns));
            double right = Math.max(x + 1, Math.floor(x(column + 1, columns)));
            double low = y(from);
            g.fillRect(x, Math.min(y(to), low - 1), right - x, Math.max(1, low - y(to)));
        }
    }
}
