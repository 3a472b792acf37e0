package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A font in one size, as coverage of pixels: text drawn from it costs a copy of a few hundred bytes, where a canvas on top
 * of the picture would cost a pass over all of it. Glyphs exist in {@value #PHASES} sub-pixel positions, so that letters
 * keep their distance. A letter that is not there yet is asked for from its source, once.
 */
final class Typeface {
    static final int PHASES = 4;

    /**
     * A letter's coverage, 0 to 255, row by row.
     *
     * @param left from the pen to the first column
     * @param top from the base line up to the first row
     */
    record Glyph(int left, int top, int width, int height, byte[] coverage) {}

    /** Draws letters that were not needed before. */
    interface Source {
        /** The letter at a sub-pixel position, {@code phase / PHASES} of a pixel to the right. */
        Glyph glyph(int codePoint, int phase);

        /** How far the pen moves behind the letter, in pixels. */
        float advance(int codePoint);
    }

    private static final int LATIN = 256;
    private static final String ELLIPSIS = "\u2026";
    /** With fewer letters of its begin a name says nothing. */
    private static final int LEAST_HEAD = 3;

    private final Source source;
    private final Glyph[] latin = new Glyph[LATIN * PHASES];
    private final float[] latinAdvance = new float[LATIN];
    private final Map<Integer, Glyph> others = new HashMap<>();
    private final Map<Integer, Float> otherAdvances = new HashMap<>();
    private final float capHeight;

    /**
     * @param capHeight height of a capital letter in pixels
     */
    Typeface(Source source, float capHeight) {
        this.source = source;
        this.capHeight = capHeight;
        Arrays.fill(latinAdvance, -1);
    }

    /** Height of a capital letter in pixels. */
    float capHeight() {
        return capHeight;
    }

    float widthOf(String text) {
        float width = 0;
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            width += advance(codePoint);
            i += Character.charCount(codePoint);
        }
        return width;
    }

    /**
     * The text, or where that is wider than {@code room} and ends with a number, its begin and that number: many names differ
     * in nothing else. What does not fit even so stays as it is.
     */
    String withNumber(String text, float room) {
        int tail = text.length();
        while (tail > 0 && Character.isDigit(text.charAt(tail - 1))) {
            tail--;
        }
        if (tail == text.length() || tail == 0 || widthOf(text) <= room) {
            return text;
        }
        String end = ELLIPSIS + text.substring(tail);
        float left = room - widthOf(end);
        int head = 0;
        for (float width = 0; head < tail; head++) {
            width += advance(text.charAt(head));
            if (width > left) {
                break;
            }
        }
        return head < LEAST_HEAD ? text : text.substring(0, head) + end;
    }

    /** The same of a text whose number ends its first part, before two blanks, such as a file and line before a method. */
    String withFirstNumber(String text, float room) {
        int gap = text.indexOf("  ");
        if (gap > 0 && Character.isDigit(text.charAt(gap - 1)) && widthOf(text.substring(0, gap)) > room) {
            return withNumber(text.substring(0, gap), room);
        }
        return withNumber(text, room);
    }

    /**
     * Writes text on a picture; what does not fit into {@code room} fades out over its last pixels.
     *
     * @param x where the pen begins, in pixels
     * @param baseline the row under the letters
     * @return where the pen ended
     */
    float write(Pixels pixels, String text, float x, int baseline, float room, int color, int opacity) {
        float limit = x + room;
        boolean cut = widthOf(text) > room;
        float fade = cut ? Math.min(room, 2.2f * capHeight) : 0;
        float pen = x;
        for (int i = 0; i < text.length() && pen < limit;) {
            int codePoint = text.codePointAt(i);
            int whole = (int) Math.floor(pen);
            int phase = Math.min(PHASES - 1, (int) ((pen - whole) * PHASES));
            stamp(pixels, glyph(codePoint, phase), whole, baseline, limit, fade, color, opacity);
            pen += advance(codePoint);
            i += Character.charCount(codePoint);
        }
        return Math.min(pen, limit);
    }

    private static void stamp(
            Pixels p, Glyph glyph, int pen, int baseline, float limit, float fade, int color, int opacity) {
        int x0 = pen + glyph.left();
        int y0 = baseline - glyph.top();
        for (int column = 0; column < glyph.width(); column++) {
            int x = x0 + column;
            float rest = limit - x;
            if (x < p.left || x >= p.right || rest <= 0) {
                continue;
            }
            int strength = fade > 0 && rest < fade ? (int) (opacity * rest / fade) : opacity;
            for (int row = 0; row < glyph.height(); row++) {
                int y = y0 + row;
                int coverage = glyph.coverage()[row * glyph.width() + column] & 0xFF;
                if (coverage != 0 && y >= p.top && y < p.bottom) {
                    int index = y * p.width + x;
                    p.argb[index] = Pixels.over(p.argb[index], color, coverage * strength / 255);
                }
            }
        }
    }

    private float advance(int codePoint) {
        if (codePoint < LATIN) {
            float known = latinAdvance[codePoint];
            if (known < 0) {
                known = source.advance(codePoint);
                latinAdvance[codePoint] = known;
            }
            return known;
        }
        return otherAdvances.computeIfAbsent(codePoint, source::advance);
    }

    private Glyph glyph(int codePoint, int phase) {
        if (codePoint < LATIN) {
            int index = codePoint * PHASES + phase;
            Glyph known = latin[index];
            if (known == null) {
                known = source.glyph(codePoint, phase);
                latin[index] = known;
            }
            return known;
        }
        return others.computeIfAbsent(codePoint * PHASES + phase, _ -> source.glyph(codePoint, phase));
    }
}
