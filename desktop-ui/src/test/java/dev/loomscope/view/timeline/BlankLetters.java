package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

/** Letters that take room and leave no trace on the picture, but for being noted. */
final class BlankLetters implements Typeface.Source {
    private final float advance;
    private final List<Integer> written = new ArrayList<>();

    BlankLetters(float advance) {
        this.advance = advance;
    }

    /** Letters that were needed so far. */
    List<Integer> written() {
        return written;
    }

    Typeface face() {
        return new Typeface(this, 8);
    }

    /** All fonts, in these letters. */
    Typefaces faces() {
        Typeface face = face();
        return new Typefaces(face, face, face, face);
    }

    @Override
    public Typeface.Glyph glyph(int codePoint, int phase) {
        written.add(codePoint);
        return new Typeface.Glyph(0, 0, 0, 0, new byte[0]);
    }

    @Override
    public float advance(int codePoint) {
        return advance;
    }
}
