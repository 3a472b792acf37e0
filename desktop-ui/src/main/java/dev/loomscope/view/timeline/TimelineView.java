package dev.loomscope.view.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Window;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Magnified;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link TimelineModel}: one picture, painted in plain Java at the screen's own resolution whenever something
 * changed, and above it the few nodes that follow the pointer. Toolkit thread only.
 */
public final class TimelineView extends Region {
    /** Where the rows begin, below title, overview and ruler; in logical pixels from the top. */
    public static final double ROWS_TOP = Surface.ROWS_TOP;

    /** How wide the names at the left are, in logical pixels. */
    public static final double GUTTER = Surface.GUTTER;

    private final TimelineModel model;
    private final FrameClock frames = new FrameClock();
    private final TimelinePainter painter = new TimelinePainter();
    private final FrameBuffers buffers = new FrameBuffers();
    private final OverviewFeed overview = new OverviewFeed();
    private final LinksFeed links;
    private final ImageView shown = new ImageView();
    private final NothingToSee nothing;
    private final PointerLayer pointer;
    private final ResumeButton resume;
    private final RowControls rows;
    private final AnimationTimer timer;

    private Shades shades;
    private @Nullable Node over;
    private @Nullable Typefaces fonts;
    private double fontScale;
    private boolean stale = true;
    private double drawnScale;
    private long lastFrame = Long.MIN_VALUE;
    private long drawnVersion = -1;

    public TimelineView(TimelineModel model, Palette palette) {
        this.model = model;
        Fonts.load();
        this.shades = new Shades(palette);
        this.pointer = new PointerLayer(palette);
        this.nothing = new NothingToSee(palette);
        this.links = new LinksFeed(model);
        Actions actions = TimelineActions.of(model);
        this.resume = new ResumeButton(model, actions.get("present"));
        getStyleClass().add("timeline");
        setFocusTraversable(true);
        setMinSize(360, 160);
        this.rows = new RowControls(model, this, actions);
        shown.setManaged(false);
        shown.setMouseTransparent(true);
        getChildren().addAll(shown, nothing);
        getChildren().addAll(rows.nodes());
        getChildren().addAll(pointer, resume);
        new TimelineInput(model, this).attach(this);
        Keyboard.attach(this, actions);
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

    /** What is done where the filter leaves nothing and all is wanted again. */
    public void onClearFilter(Runnable action) {
        nothing.onClear(action);
    }

    /** Puts nothing of its own under a node that lies over it at times. */
    public void keepClear(Node node) {
        over = node;
        node.boundsInParentProperty().subscribe(_ -> stale = true);
    }

    /** Where it is covered; null where it is not. */
    private @Nullable Bounds covered() {
        Node node = over;
        return node == null || !node.isVisible() ? null : sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }

    /** Changes the colours. */
    public void setPalette(Palette palette) {
        shades = new Shades(palette);
        pointer.setPalette(palette);
        nothing.setPalette(palette);
        stale = true;
    }

    /** What the pointer is on, as text; empty where that is nothing. */
    String pointedAt() {
        Hover hover = model.hover();
        HoverFacts facts = hover == null ? null : HoverFacts.of(hover, model);
        return facts == null ? "" : facts.text();
    }

    PointerLayer pointer() {
        return pointer;
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
        pointer.resizeRelocate(0, 0, width, height);
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
        overview.now(model.session(), overviewColumns());
        model.advance(System.nanoTime());
        model.arranged().await(System.nanoTime());
        links.now(System.nanoTime());
        stale = true;
        frame();
        if (painter.isUnfinished()) {
            painter.finish();
            stale = true;
            frame();
        }
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
        if (getWidth() > Surface.GUTTER) {
            stale |= overview.refresh(session, overviewColumns(), clock);
        }
        links.refresh(clock);
        double scale = outputScale();
        // The window may have come to a screen with other pixels.
        stale |= scale != drawnScale || painter.isUnfinished();
        boolean different = model.advance(clock);
        if ((!different && !stale) || getWidth() < 1 || getHeight() < 1) {
            lastFrame = Long.MIN_VALUE;
            return;
        }
        stale = false;
        drawnScale = scale;
        long version = session.version();
        Pixels pixels = buffers.next((int) Math.ceil(getWidth() * scale), (int) Math.ceil(getHeight() * scale));
        painter.paint(new Surface(pixels, scale, shades, fonts(scale)), model, overview.latest(), rows.show());
        shown.setImage(buffers.painted());
        shown.setFitWidth(getWidth());
        shown.setFitHeight(getHeight());
        Bounds covered = covered();
        resume.show(getWidth(), getHeight(), covered, clock);
        pointer.show(model, Stream.of(covered, resume.isVisible() ? resume.getBoundsInParent() : null)
                .filter(Objects::nonNull).toList());
        nothing.show(model);
        measure(session, version, clock);
    }

    private void measure(SessionModel session, long version, long clock) {
        frames.painted(System.nanoTime() - clock);
        if (lastFrame != Long.MIN_VALUE) {
            frames.interval(clock - lastFrame);
        }
        lastFrame = clock;
        if (model.isLive() && version != drawnVersion && model.isFollowing()) {
            long newest = Math.min(session.now(), (long) model.position());
            Instant happened = session.info().epoch().plusNanos(newest);
            frames.shown(newest, ChronoUnit.NANOS.between(happened, Instant.now()));
        }
        drawnVersion = version;
    }

    private double outputScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return Math.max(1, (window == null ? 1 : window.getOutputScaleX()) * Magnified.factor(this));
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
}
