package dev.loomscope.view.timeline;

import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.Text;

import dev.loomscope.view.theme.Fonts;

/** Draws letters with the toolkit and takes their coverage. Toolkit thread only. */
final class GlyphSource implements Typeface.Source {
    private static final int REPEAT = 32;

    private final Font font;
    private final int cell;
    private Typeface.Glyph[] ascii = new Typeface.Glyph[0];

    private GlyphSource(Font font) {
        this.font = font;
        this.cell = (int) Math.ceil(font.getSize() * 2.2);
    }

    /** The timeline's type for a scale, device pixels in a logical one. */
    static Typefaces typefaces(double scale) {
        Fonts.load();
        return new Typefaces(
                typeface(Fonts.TEXT, 11 * scale),
                typeface(Fonts.STRONG, 12 * scale),
                typeface(Fonts.TEXT, 10.5 * scale),
                typeface(Fonts.MONO, 10.5 * scale));
    }

    private static Typeface typeface(String family, double size) {
        GlyphSource source = new GlyphSource(Font.font(family, size));
        Typeface.Glyph capital = source.glyph('H', 0);
        return new Typeface(source, capital.top());
    }

    @Override
    public float advance(int codePoint) {
        Text text = text(Character.toString(codePoint).repeat(REPEAT));
        return (float) (text.getLayoutBounds().getWidth() / REPEAT);
    }

    @Override
    public Typeface.Glyph glyph(int codePoint, int phase) {
        if (codePoint > 0x20 && codePoint < 0x7F) {
            if (ascii.length == 0) {
                ascii = draw(IntStream.range(0x21, 0x7F).toArray());
            }
            return ascii[(codePoint - 0x21) * Typeface.PHASES + phase];
        }
        return draw(new int[] {codePoint})[phase];
    }

    /** All phases of each letter, drawn at once: what costs is the picture, not the letters in it. */
    private Typeface.Glyph[] draw(int[] codePoints) {
        int side = cell * 2;
        int columns = 16;
        int count = codePoints.length * Typeface.PHASES;
        int width = columns * side;
        int height = (count + columns - 1) / columns * side;
        Group group = new Group(new Rectangle(width, height, Color.BLACK));
        for (int i = 0; i < count; i++) {
            Text text = text(Character.toString(codePoints[i / Typeface.PHASES]));
            text.setX(i % columns * side + cell / 2 + (double) (i % Typeface.PHASES) / Typeface.PHASES);
            text.setY(i / columns * side + cell + cell / 2);
            group.getChildren().add(text);
        }
        new Scene(group, width, height, Color.BLACK);
        WritableImage image = group.snapshot(new SnapshotParameters(), new WritableImage(width, height));
        Typeface.Glyph[] glyphs = new Typeface.Glyph[count];
        for (int i = 0; i < count; i++) {
            glyphs[i] = crop(image.getPixelReader(), i % columns * side, i / columns * side, side);
        }
        return glyphs;
    }

    private Typeface.Glyph crop(PixelReader pixels, int x0, int y0, int side) {
        int left = side;
        int right = -1;
        int top = side;
        int bottom = -1;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if ((pixels.getArgb(x0 + x, y0 + y) & 0xFF) != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (right < 0) {
            return new Typeface.Glyph(0, 0, 0, 0, new byte[0]);
        }
        int width = right - left + 1;
        int height = bottom - top + 1;
        byte[] coverage = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                coverage[y * width + x] = (byte) (pixels.getArgb(x0 + left + x, y0 + top + y) >> 8 & 0xFF);
            }
        }
        return new Typeface.Glyph(left - cell / 2, cell + cell / 2 - top, width, height, coverage);
    }

    private Text text(String string) {
        Text text = new Text(string);
        text.setFont(font);
        text.setFill(Color.WHITE);
        text.setFontSmoothingType(FontSmoothingType.GRAY);
        text.setTextOrigin(VPos.BASELINE);
        return text;
    }
}
