package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import dev.loomscope.model.SpanState;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;

/** Shows {@link HoverFacts}. Its labels are used again and again: the pointer moves often. */
final class HoverCard extends VBox {
    private static final double WIDEST = 380;

    private final Palette palette;
    private final Label title = new Label();
    private final Label state = new Label();
    private final GridPane grid = new GridPane();
    private final Label finding = new Label();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable HoverFacts shown;

    private record Line(Label name, Label value) {
        void show(boolean wanted) {
            Words.show(name, wanted);
            Words.show(value, wanted);
        }
    }

    HoverCard(Palette palette) {
        super(4);
        this.palette = palette;
        setMouseTransparent(true);
        setManaged(false);
        setVisible(false);
        setPadding(new Insets(9, 12, 10, 12));
        setMaxWidth(WIDEST);
        getStyleClass().add("hover-card");
        setStyle("-fx-background-color: " + Palette.web(palette.borderStrong()) + ", " + Palette.web(palette.raised())
                + "; -fx-background-insets: 0, 1; -fx-background-radius: 8, 7;");
        title.setStyle(font(Fonts.STRONG, 12.5, palette.text()));
        finding.setWrapText(true);
        finding.setMaxWidth(WIDEST - 24);
        finding.setStyle(font(Fonts.TEXT, 11.5, palette.ink(palette.blocked())));
        grid.setHgap(14);
        grid.setVgap(2);
        getChildren().addAll(title, state, grid, finding);
    }

    /** Shows what is there, or nothing. */
    boolean show(Hover hover, TimelineModel model) {
        HoverFacts facts = HoverFacts.of(hover, model);
        if (facts != null && !facts.equals(shown)) {
            show(facts);
        }
        shown = facts;
        return facts != null;
    }

    private void show(HoverFacts facts) {
        title.setText(facts.title());
        text(state, facts.state());
        state.setStyle(font(Fonts.STRONG, 11.5, hue(facts.hue())));
        for (int i = 0; i < Math.max(lines.size(), facts.facts().size()); i++) {
            if (i == lines.size()) {
                lines.add(line(i));
            }
            boolean wanted = i < facts.facts().size();
            lines.get(i).show(wanted);
            if (wanted) {
                lines.get(i).name().setText(facts.facts().get(i).name());
                lines.get(i).value().setText(facts.facts().get(i).value());
            }
        }
        text(finding, facts.finding());
    }

    private static void text(Label label, String text) {
        label.setText(text);
        Words.show(label, !text.isEmpty());
    }

    private int hue(@Nullable SpanState of) {
        if (of == null) {
            return palette.textMuted();
        }
        return palette.ink(Shades.hue(palette, of));
    }

    private Line line(int row) {
        Label name = new Label();
        name.setMinWidth(84);
        name.setStyle(font(Fonts.TEXT, 11, palette.textFaint()));
        Label value = new Label();
        value.setMaxWidth(WIDEST - 130);
        value.setStyle(font(Fonts.MONO, 11, palette.textMuted()));
        grid.addRow(row, name, value);
        return new Line(name, value);
    }

    static String font(String family, double size, int color) {
        return String.format(Locale.ROOT, "-fx-font-family: \"%s\"; -fx-font-size: %spx; -fx-text-fill: %s;", family,
                size, Palette.web(color));
    }
}
