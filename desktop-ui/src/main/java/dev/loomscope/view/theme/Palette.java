package dev.loomscope.view.theme;

import java.util.Locale;

/**
 * The colours of one theme, the only place that names them: what is drawn pixel by pixel takes the numbers, controls take
 * the same ones through {@link #css}. A colour is 0xAARRGGBB, opaque. The hues of states differ in lightness as well, so that
 * eyes that do not tell red from green, or blue from yellow, tell them apart; texts can be read on every ground.
 *
 * @param window behind everything
 * @param surface panels, the ground of lanes
 * @param raised cards, headers and pop-ups, one layer above a surface
 * @param hover what lies under the pointer
 * @param border lines of one pixel between layers
 * @param borderStrong lines that carry meaning: axes, focused fields
 * @param text what is read first
 * @param textMuted labels, secondary columns
 * @param textFaint hints, units, what is switched off
 * @param onState text on a filled span or badge of a state
 * @param accent the one colour that means interaction: selection, focus, pointer
 * @param selection ground of a selected row
 * @param running a task runs
 * @param runnable it could run and waits for a thread
 * @param waiting it waits: parked, sleeping, reading
 * @param blocked it wants a lock that somebody else holds
 * @param failed an exception ended it
 * @param idle a thread that has no task
 */
public record Palette(
        boolean dark,
        int window,
        int surface,
        int raised,
        int hover,
        int border,
        int borderStrong,
        int text,
        int textMuted,
        int textFaint,
        int onState,
        int accent,
        int selection,
        int running,
        int runnable,
        int waiting,
        int blocked,
        int failed,
        int idle) {

    public static final Palette DARK = new Palette(
            true,
            0xFF0C0E12,
            0xFF0F1115,
            0xFF14171E,
            0xFF1B1F28,
            0xFF20242E,
            0xFF323846,
            0xFFE7EAF0,
            0xFFA0A8B7,
            0xFF868FA1,
            0xFF0B1512,
            0xFF6B8AFF,
            0xFF1A2340,
            0xFF5ACA9F,
            0xFFE7A226,
            0xFF5274FA,
            0xFFDD555F,
            0xFFB57ABA,
            0xFF171B22);

    public static final Palette LIGHT = new Palette(
            false,
            0xFFF3F4F7,
            0xFFFFFFFF,
            0xFFF8F9FB,
            0xFFECEEF3,
            0xFFE1E4EB,
            0xFFC3C9D4,
            0xFF171B23,
            0xFF4A5365,
            0xFF5F697B,
            0xFF0B0F16,
            0xFF3D5FE0,
            0xFFE3E9FF,
            0xFF4BC7A0,
            0xFFE0992A,
            0xFF5F7AFE,
            0xFFDE5059,
            0xFFA97BB2,
            0xFFEEF0F4);

    /** The ground of a badge of a colour. */
    public int tint(int color) {
        return mix(surface, color, dark ? 0.20 : 0.13);
    }

    /** Text of a colour, which has to be read at a small size on any ground and on the colour's own tint. */
    public int ink(int color) {
        return dark ? mix(color, 0xFFFFFFFF, 0.30) : mix(color, 0xFF000000, 0.45);
    }

    /** The ground of white text on the accent: a button, a mark of time. */
    public int accentFill() {
        return mix(accent, 0xFF000000, dark ? 0.32 : 0.05);
    }

    /** Mixes two opaque colours: all {@code from} at 0, all {@code to} at 1. */
    public static int mix(int from, int to, double part) {
        int share = (int) Math.round(Math.clamp(part, 0, 1) * 256);
        return 0xFF000000
                | channel(from, to, share, 16) << 16
                | channel(from, to, share, 8) << 8
                | channel(from, to, share, 0);
    }

    /** The colour as CSS writes it, {@code #rrggbb}. */
    public static String web(int color) {
        return String.format(Locale.ROOT, "#%06x", color & 0xFFFFFF);
    }

    /** Every colour as a looked-up colour for a style sheet or an inline style, {@code -loom-running: #3fb68b;} and so on. */
    public String css() {
        StringBuilder css = new StringBuilder();
        define(css, "window", window);
        define(css, "surface", surface);
        define(css, "raised", raised);
        define(css, "hover", hover);
        define(css, "border", border);
        define(css, "border-strong", borderStrong);
        define(css, "text", text);
        define(css, "text-muted", textMuted);
        define(css, "text-faint", textFaint);
        define(css, "on-state", onState);
        define(css, "accent", accent);
        define(css, "accent-fill", accentFill());
        define(css, "selection", selection);
        define(css, "running", running);
        define(css, "runnable", runnable);
        define(css, "waiting", waiting);
        define(css, "blocked", blocked);
        define(css, "failed", failed);
        define(css, "idle", idle);
        return css.toString();
    }

    private static void define(StringBuilder css, String name, int color) {
        css.append("-loom-").append(name).append(": ").append(web(color)).append("; ");
    }

    private static int channel(int from, int to, int share, int shift) {
        int a = from >> shift & 0xFF;
        int b = to >> shift & 0xFF;
        return (a * (256 - share) + b * share) >> 8;
    }
}
