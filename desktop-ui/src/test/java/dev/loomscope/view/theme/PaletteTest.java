package dev.loomscope.view.theme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Colours hold for all eyes: texts have contrast, states differ also for those who do not see some hues. */
class PaletteTest {
    private static final double LEAST_CONTRAST = 4.5;
    /** In hundredths of OKLab, where about 2 can just be told apart side by side. */
    private static final double LEAST_DIFFERENCE = 10;
    private static final Pattern TEXT_FILL = Pattern.compile("-fx-text-fill:\\s*([^;]+);");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textsCanBeReadOnEveryGround(Theme theme) {
        Palette palette = theme.palette();
        List<String> weak = new ArrayList<>();
        int[] grounds = {palette.window(), palette.surface(), palette.raised(), palette.hover(), palette.selection()};
        for (int ground : grounds) {
            check(weak, "text", palette.text(), ground);
            check(weak, "muted", palette.textMuted(), ground);
            check(weak, "faint", palette.textFaint(), ground);
            hues(palette).forEach((name, hue) -> check(weak, name + "-ink", palette.ink(hue), ground));
        }
        hues(palette).forEach((name, hue) -> {
            check(weak, name + "-ink on its tint", palette.ink(hue), palette.tint(hue));
            check(weak, "text on " + name + "-tint", palette.text(), palette.tint(hue));
        });
        states(palette).forEach((name, hue) -> check(weak, "label on " + name, palette.onState(), hue));
        check(weak, "white on accent", 0xFFFFFFFF, palette.accentFill());

        assertThat(weak).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void statesDifferForEveryKindOfEyes(Theme theme) {
        List<String> alike = new ArrayList<>();
        List<Map.Entry<String, Integer>> states = List.copyOf(states(theme.palette()).entrySet());
        for (ColourVision vision : ColourVision.values()) {
            for (int i = 0; i < states.size(); i++) {
                for (int k = i + 1; k < states.size(); k++) {
                    double difference = vision.difference(states.get(i).getValue(), states.get(k).getValue());
                    if (difference < LEAST_DIFFERENCE) {
                        alike.add(vision + ": " + states.get(i).getKey() + " and " + states.get(k).getKey()
                                + " difference=" + difference);
                    }
                }
            }
        }
        assertThat(alike).isEmpty();
    }

    /** A colour of a state is for areas; as text it would be too weak. */
    @Test
    void sheetsWriteInColoursThatCanBeRead() throws IOException {
        for (String sheet : Theme.sheets()) {
            try (var in = Theme.class.getResourceAsStream(sheet)) {
                String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Matcher fills = TEXT_FILL.matcher(css);
                while (fills.find()) {
                    assertThat(fills.group(1).strip()).as(sheet)
                            .matches("-loom-(text|text-muted|text-faint|[a-z]+-ink)");
                }
            }
        }
    }

    @Test
    void visionIsSimulatedAsItsAuthorsDid() {
        assertThat(ColourVision.ALL.difference(0xFF000000, 0xFFFFFFFF)).isBetween(99.9, 100.1);
        assertThat(ColourVision.DEUTERANOPIA.difference(0xFFFF0000, 0xFF8C7A00)).isLessThan(12)
                .isLessThan(ColourVision.ALL.difference(0xFFFF0000, 0xFF8C7A00) / 2);
        assertThat(contrast(0xFF000000, 0xFFFFFFFF)).isBetween(20.99, 21.01);
        assertThat(contrast(0xFF777777, 0xFFFFFFFF)).isBetween(4.47, 4.49);
    }

    private static Map<String, Integer> states(Palette palette) {
        Map<String, Integer> states = new LinkedHashMap<>();
        states.put("running", palette.running());
        states.put("runnable", palette.runnable());
        states.put("waiting", palette.waiting());
        states.put("blocked", palette.blocked());
        states.put("failed", palette.failed());
        return states;
    }

    private static Map<String, Integer> hues(Palette palette) {
        Map<String, Integer> hues = new LinkedHashMap<>(states(palette));
        hues.put("accent", palette.accent());
        hues.put("muted", palette.textMuted());
        return hues;
    }

    private static void check(List<String> weak, String what, int text, int ground) {
        double contrast = contrast(text, ground);
        if (contrast < LEAST_CONTRAST) {
            weak.add(what + " " + Palette.web(text) + " on " + Palette.web(ground) + " contrast=" + contrast);
        }
    }

    private static double contrast(int one, int other) {
        double a = ColourVision.luminance(one);
        double b = ColourVision.luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }
}
