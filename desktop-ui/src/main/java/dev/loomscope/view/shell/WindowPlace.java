package dev.loomscope.view.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import dev.loomscope.view.settings.Keys;
import org.jspecify.annotations.Nullable;

/** Puts a window where it stood, as far as there still is a screen, and notes where it stands. */
final class WindowPlace {
    /** How large a window is that stood nowhere yet, where the screen has that room; in logical pixels. */
    static final Dimension2D USUAL = new Dimension2D(1440, 900);

    private static final double LEAST_IN_SIGHT = 120;

    private final Stage stage;
    private final Settings settings;

    WindowPlace(Stage stage, Settings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    void restore() {
        Rectangle2D place = parse(settings.store().get(Keys.WINDOW));
        Optional<Rectangle2D> there = place == null ? Optional.empty()
                : Screen.getScreens().stream().map(Screen::getVisualBounds).filter(screen -> inSight(place, screen))
                        .findFirst().map(screen -> within(place, screen));
        there.or(() -> first(Screen.getPrimary().getVisualBounds())).ifPresent(this::put);
        stage.setMaximized(settings.store().get(Keys.MAXIMIZED));
    }

    /** Where a window stands that stood nowhere yet; empty where the screen has room for it wherever the system puts it. */
    static Optional<Rectangle2D> first(Rectangle2D screen) {
        boolean fits = USUAL.getWidth() <= screen.getWidth() && USUAL.getHeight() <= screen.getHeight();
        return fits ? Optional.empty()
                : Optional.of(within(new Rectangle2D(
                        screen.getMinX() + Math.max(0, screen.getWidth() - USUAL.getWidth()) / 2,
                        screen.getMinY() + Math.max(0, screen.getHeight() - USUAL.getHeight()) / 2,
                        USUAL.getWidth(), USUAL.getHeight()), screen));
    }

    private void put(Rectangle2D place) {
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        stage.setWidth(place.getWidth());
        stage.setHeight(place.getHeight());
    }

    /** A window that was on a larger screen has its right edge and its lower one in sight again. */
    static Rectangle2D within(Rectangle2D place, Rectangle2D screen) {
        double width = Math.min(place.getWidth(), screen.getWidth());
        double height = Math.min(place.getHeight(), screen.getHeight());
        return new Rectangle2D(Math.clamp(place.getMinX(), screen.getMinX(), screen.getMaxX() - width),
                Math.clamp(place.getMinY(), screen.getMinY(), screen.getMaxY() - height), width, height);
    }

    /** Of several windows, the one that is worked with is the one to remember. */
    void note() {
        if (!stage.isShowing() || stage.isIconified() || !stage.isFocused()) {
            return;
        }
        settings.store().set(Keys.MAXIMIZED, stage.isMaximized());
        if (!stage.isMaximized() && !stage.isFullScreen()) {
            settings.store().set(Keys.WINDOW,
                    Stream.of(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
                            .map(value -> Long.toString(Math.round(value))).toList());
        }
    }

    private static boolean inSight(Rectangle2D place, Rectangle2D screen) {
        double width = Math.min(place.getMaxX(), screen.getMaxX()) - Math.max(place.getMinX(), screen.getMinX());
        return width >= LEAST_IN_SIGHT && place.getMinY() >= screen.getMinY() - 1
                && place.getMinY() < screen.getMaxY() - LEAST_IN_SIGHT;
    }

    /** {@code x, y, width, height}; null where that is not what it says, or no window could be so. */
    static @Nullable Rectangle2D parse(List<String> text) {
        try {
            if (text.size() != 4) {
                return null;
            }
            double[] values = text.stream().mapToDouble(Double::parseDouble).toArray();
            boolean fits = values[2] >= 320 && values[3] >= 240 && values[2] < 20_000 && values[3] < 20_000;
            return fits ? new Rectangle2D(values[0], values[1], values[2], values[3]) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
