package dev.loomscope.view.theme;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** A look for a whole scene: the controls' style sheet, the colours of a {@link Palette}, and our sheets, one a concern. */
public enum Theme {
    DARK(new PrimerDark().getUserAgentStylesheet()),
    LIGHT(new PrimerLight().getUserAgentStylesheet());

    private static final List<
            String> SHEETS = List.of("base.css", "controls.css", "shell.css", "cards.css", "table.css",
                    "filter.css", "story.css", "pools.css", "sheets.css", "findings.css", "start.css", "replay.css",
                    "timeline.css");

    private final String controls;

    Theme(String controls) {
        this.controls = controls;
    }

    /** The colours, for what is drawn and not styled. */
    public Palette palette() {
        return this == DARK ? Palette.DARK : Palette.LIGHT;
    }

    /** The names of our sheets. */
    static List<String> sheets() {
        return SHEETS;
    }

    /** The other one. */
    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** The look of the scene that a node is in; the dark one while it is in none. */
    public static Theme of(Node node) {
        Scene scene = node.getScene();
        return scene != null && scene.getProperties().get(Theme.class) instanceof Theme theme ? theme : DARK;
    }

    /** Gives the scene this look in place of the one it had. */
    public void apply(Scene scene) {
        Fonts.load();
        scene.setUserAgentStylesheet(controls);
        List<String> sheets = new ArrayList<>();
        sheets.add(colours());
        for (String sheet : SHEETS) {
            sheets.add(resource(sheet));
        }
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            sheets.add(resource("opaque.css"));
        }
        scene.getStylesheets().setAll(sheets);
        scene.getProperties().put(Theme.class, this);
        scene.setFill(Color.web(Palette.web(palette().window())));
        Drawing.redrawAll(scene.getRoot());
    }

    private String colours() {
        Palette palette = palette();
        StringBuilder css = new StringBuilder(".root { ").append(palette.css());
        tint(css, "running", palette.running());
        tint(css, "runnable", palette.runnable());
        tint(css, "waiting", palette.waiting());
        tint(css, "blocked", palette.blocked());
        tint(css, "failed", palette.failed());
        tint(css, "accent", palette.accent());
        tint(css, "muted", palette.textMuted());
        css.append('}');
        byte[] bytes = css.toString().getBytes(StandardCharsets.UTF_8);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** A badge's ground and the text on it. */
    private void tint(StringBuilder css, String name, int color) {
        css.append("-loom-").append(name).append("-tint: ").append(Palette.web(palette().tint(color))).append("; ");
        css.append("-loom-").append(name).append("-ink: ").append(Palette.web(palette().ink(color))).append("; ");
    }

    private static String resource(String name) {
        URL url = Theme.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("style sheet=" + name + " is missing");
        }
        return url.toExternalForm();
    }
}
