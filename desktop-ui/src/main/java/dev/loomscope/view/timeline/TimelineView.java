package dev.loomscope.view.timeline;

import java.nio.IntBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Magnified;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link TimelineModel}: one picture, painted in plain Java at the screen's own resolution whenever something
 * changed, and above it the few nodes that follow the pointer. Toolkit thread only.
 */
public final class TimelineView extends Region {
    private static final long OVERVIEW_EVERY = 400_000_000L;

    private final TimelineModel model;
    private final FrameClock frames = new FrameClock();
    private final TimelinePainter painter = new TimelinePainter();
    private final Picture[] pictures = {new Picture(), new Picture()};
    private final ImageView shown = new ImageView();
    private final Rectangle crosshair = new Rectangle(1, 10);
    private final Label pill = new Label();
    private final Rectangle band = new Rectangle();
    private final VBox nothing = new VBox(6);
    private final AnimationTimer timer;

    private HoverCard card;
    private Shades shades;
    private @Nullable Typefaces fonts;
    private double fontScale;
    private int turn;
    private boolean stale = true;
    private Overview overview = Overview.NONE;
    private long overviewClock = Long.MIN_VALUE / 2;
    private long overviewVersion = -1;
    private @Nullable CompletableFuture<Overview> overviewToCome;
    private long lastFrame = Long.MIN_VALUE;
    private long drawnVersion = -1;

    /** One of two buffers: while the toolkit still shows one, the next frame is painted into the other. */
    private static final class Picture {
        private int width;
        private int height;
        private int[] argb = new int[0];
        private @Nullable PixelBuffer<IntBuffer> buffer;
        private @Nullable Image image;
    }

    public TimelineView(TimelineModel model, Palette palette) {
        this.model = model;
        Fonts.load();
        this.shades = new Shades(palette);
        this.card = new HoverCard(palette);
        getStyleClass().add("timeline");
        setFocusTraversable(true);
        setMinSize(360, 160);
        for (javafx.scene.Node node : new javafx.scene.Node[] {shown, crosshair, pill, band}) {
            node.setManaged(false);
            node.setMouseTransparent(true);
        }
        pill.getStyleClass().add("time-pill");
        crosshair.setVisible(false);
        pill.setVisible(false);
        band.setVisible(false);
        nothing.setManaged(false);
        nothing.setMouseTransparent(true);
        nothing.setAlignment(Pos.CENTER);
        getChildren().addAll(shown, nothing, band, crosshair, pill, card);
        style(palette);
        new TimelineInput(model, this).attach(this);
        timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frame();
            }
        };
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                timer.stop();
            } else {
                timer.start();
            }
        });
    }

    public TimelineModel model() {
        return model;
    }

    /** What drawing costs and how late it shows. */
    public FrameClock frames() {
        return frames;
    }

    /** Changes the colours. */
    public void setPalette(Palette palette) {
        shades = new Shades(palette);
        HoverCard fresh = new HoverCard(palette);
        getChildren().set(getChildren().indexOf(card), fresh);
        card = fresh;
        style(palette);
        stale = true;
    }

    private void style(Palette palette) {
        crosshair.setFill(javafx.scene.paint.Color.web(Palette.web(palette.accent()), 0.75));
        pill.setStyle(HoverCard.font(Fonts.MONO, 10.5, 0xFFFFFF) + "-fx-background-color: "
                + Palette.web(Palette.mix(palette.accent(), 0xFF000000, palette.dark() ? 0.28 : 0.05))
                + "; -fx-background-radius: 5; -fx-padding: 2 7 2 7;");
        band.setFill(javafx.scene.paint.Color.web(Palette.web(palette.accent()), 0.16));
        band.setStroke(javafx.scene.paint.Color.web(Palette.web(palette.accent()), 0.9));
        Label head = new Label("No task has run yet");
        head.setStyle(HoverCard.font(Fonts.STRONG, 16, palette.text()));
        Label more = new Label("Lanes appear as soon as a pool or a virtual thread runs something.");
        more.setStyle(HoverCard.font(Fonts.TEXT, 12.5, palette.textMuted()));
        nothing.getChildren().setAll(head, more);
    }

    /** Shows a band between two x while an area is chosen. */
    void showBand(double x0, double x1) {
        double left = Math.max(Surface.GUTTER, Math.min(x0, x1));
        band.setX(left);
        band.setWidth(Math.max(1, Math.max(x0, x1) - left));
        band.setY(Surface.ROWS_TOP);
        band.setHeight(Math.max(0, getHeight() - Surface.ROWS_TOP));
        band.setVisible(true);
    }

    void hideBand() {
        band.setVisible(false);
    }

    // ---- frames

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width < 1 || height < 1) {
            return;
        }
        model.resize(Math.max(1, width - Surface.GUTTER), Math.max(1, height - Surface.ROWS_TOP));
        nothing.resizeRelocate(Surface.GUTTER, Surface.ROWS_TOP, width - Surface.GUTTER, height - Surface.ROWS_TOP);
        stale = true;
        frame();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 1000;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 600;
    }

    /** Draws the present state at once and whole, with nothing still on its way; for pictures of a scene. */
    public void drawNow() {
        overview = Overview.of(model.session(), overviewColumns());
        overviewVersion = model.session().version();
        model.advance(System.nanoTime());
        stale = true;
        frame();
    }

    /** Draws a frame now if something changed, as a pulse of the toolkit does. */
    void drawFrame() {
        frame();
    }

    private int overviewColumns() {
        return (int) Math.max(1, (getWidth() - Surface.GUTTER) / 2);
    }

    private void frame() {
        long clock = System.nanoTime();
        SessionModel session = model.session();
        refreshOverview(session, clock);
        boolean different = model.advance(clock);
        if ((!different && !stale) || getWidth() < 1 || getHeight() < 1) {
            lastFrame = Long.MIN_VALUE;
            return;
        }
        stale = false;
        double scale = outputScale();
        Picture picture = nextPicture(
                (int) Math.ceil(getWidth() * scale), (int) Math.ceil(getHeight() * scale));
        long version = session.version();
        painter.paint(
                new Surface(new Pixels(picture.argb, picture.width, picture.height), scale, shades, fonts(scale)),
                model, overview);
        show(picture);
        showPointer();
        nothing.setVisible(model.isEmpty());
        long end = System.nanoTime();
        frames.painted(end - clock);
        if (lastFrame != Long.MIN_VALUE) {
            frames.interval(clock - lastFrame);
        }
        lastFrame = clock;
        if (model.isLive() && version != drawnVersion && model.isFollowing()) {
            long newest = Math.min(session.now(), (long) model.position());
            Instant happened = session.info().epoch().plusNanos(newest);
            frames.latency(ChronoUnit.NANOS.between(happened, Instant.now()));
        }
        drawnVersion = version;
    }

    private double outputScale() {
        double screen = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
        return Math.max(1, screen * Magnified.factor(this));
    }

    private Typefaces fonts(double scale) {
        Typefaces current = fonts;
        if (current == null || fontScale != scale) {
            current = GlyphSource.typefaces(scale);
            fonts = current;
            fontScale = scale;
        }
        return current;
    }

    private Picture nextPicture(int width, int height) {
        turn ^= 1;
        Picture picture = pictures[turn];
        if (picture.buffer == null || picture.width != width || picture.height != height) {
            picture.width = width;
            picture.height = height;
            picture.argb = new int[width * height];
            picture.buffer = new PixelBuffer<>(
                    width, height, IntBuffer.wrap(picture.argb), PixelFormat.getIntArgbPreInstance());
            picture.image = new WritableImage(picture.buffer);
        }
        return picture;
    }

    private void show(Picture picture) {
        PixelBuffer<IntBuffer> buffer = picture.buffer;
        if (buffer != null) {
            buffer.updateBuffer(_ -> null);
        }
        shown.setImage(picture.image);
        shown.setFitWidth(getWidth());
        shown.setFitHeight(getHeight());
    }

    private void refreshOverview(SessionModel session, long clock) {
        CompletableFuture<Overview> coming = overviewToCome;
        if (coming != null && coming.isDone()) {
            overview = coming.join();
            overviewToCome = null;
            stale = true;
        } else if (coming == null && session.version() != overviewVersion
                && clock - overviewClock > OVERVIEW_EVERY && Platform.isFxApplicationThread()) {
            overviewVersion = session.version();
            overviewClock = clock;
            int columns = overviewColumns();
            overviewToCome = CompletableFuture.supplyAsync(() -> Overview.of(session, columns));
        }
    }

    // ---- pointer

    private void showPointer() {
        Hover hover = model.hover();
        boolean inLanes = hover != null && hover.x() >= 0 && !model.isEmpty();
        crosshair.setVisible(inLanes);
        pill.setVisible(inLanes);
        boolean something = inLanes && hover != null && hover.y() >= 0 && card.show(hover, model);
        card.setVisible(something);
        if (hover == null || !inLanes) {
            return;
        }
        double x = Surface.GUTTER + hover.x();
        crosshair.setX(Math.floor(x));
        crosshair.setY(Surface.ROWS_TOP);
        crosshair.setHeight(Math.max(0, getHeight() - Surface.ROWS_TOP));
        showPill(hover.time(), x);
        if (something) {
            showCard(x, Surface.ROWS_TOP + hover.y());
        }
    }

    private void showPill(double time, double x) {
        pill.setText(RulerPainter.placeInWords(model, time));
        pill.applyCss();
        double width = Math.ceil(pill.prefWidth(-1));
        double height = pill.prefHeight(-1);
        double left = RulerPainter.pillLeft(x, width, getWidth());
        pill.resizeRelocate(Math.rint(left), Math.rint(Surface.OVERVIEW_BOTTOM + (Surface.RULER - height) / 2), width,
                height);
    }

    private void showCard(double x, double y) {
        card.applyCss();
        double width = Math.ceil(Math.min(card.getMaxWidth(), card.prefWidth(-1)));
        double height = Math.ceil(card.prefHeight(width));
        double left = x + 16 + width > getWidth() - 6 ? x - 16 - width : x + 16;
        double top = y + 18 + height > getHeight() - 6 ? y - 14 - height : y + 18;
        card.resizeRelocate(
                Math.rint(Math.max(6, left)),
                Math.rint(Math.clamp(top, 6, Math.max(6, getHeight() - height - 6))), width, height);
    }
}
