package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.loomscope.model.Frames;
import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Wait;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A task of a pool starts a virtual thread and wakes it later, a pixel a microsecond. */
class LinksTest {
    private static final int POOL = 3;
    private static final long WORKER = 50;
    private static final long CARRIER = 40;
    private static final long V = 1000;
    private static final long MICRO = 1_000;
    private static final int PARENT = 0;
    private static final int CHILD = 1;

    private final SessionModel session = new SessionModel();
    private final TimelineModel model = new TimelineModel();

    @BeforeEach
    void oneWakesAnother() throws Exception {
        Frames frames = new Frames();
        session.apply(frames.events(300 * MICRO, e -> {
            e.beginRun(WORKER);
            e.task(EventKind.SUBMIT, 5 * MICRO, 7, POOL, 1);
            e.task(EventKind.START, 10 * MICRO, 7, POOL, 1);
            e.virtualStart(30 * MICRO, V, 5, "");
            e.virtual(EventKind.WAKE, 150 * MICRO, V);
            e.end(250 * MICRO, 7, Outcome.COMPLETED, 0);
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 70 * MICRO, V);
            e.virtual(EventKind.UNMOUNT, 100 * MICRO, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 190 * MICRO, V);
            e.virtual(EventKind.UNMOUNT, 220 * MICRO, V, UnmountReason.PARK);
        }));
        session.apply(frames.sample(300 * MICRO, "", ""));
        model.resize(300, 200);
        model.setSession(session, false, 0);
        model.jumpTo(0, 300.0 * MICRO);
        for (int i = 1; i < 100; i++) {
            model.advance(i * 16_000_000L);
        }
        model.selectTask(CHILD);
        model.selection().setLinks(Links.of(session, CHILD, 0, 300 * MICRO));
    }

    private Lane lane(long thread) {
        return Objects.requireNonNull(session.lanes().ofThread(thread));
    }

    private double middle(long thread) {
        return model.inSight().stream().filter(row -> lane(thread).equals(row.row().track()))
                .mapToDouble(row -> (row.top() + row.bottom()) / 2).findFirst().orElseThrow();
    }

    @Test
    void whoSubmittedAndWhoWokeIsFound() {
        assertThat(model.selection().links().first()).isEqualTo(lane(CARRIER));
        assertThat(model.selection().links().all()).containsExactly(
                new Link(Link.Kind.SUBMIT, PARENT, lane(WORKER), 30 * MICRO, lane(CARRIER), 70 * MICRO),
                new Link(Link.Kind.WAKE, PARENT, lane(WORKER), 150 * MICRO, lane(CARRIER), 190 * MICRO));
    }

    @Test
    void ofATaskThatNobodyIsKnownToHaveSubmittedThereIsNothing() {
        assertThat(Links.of(session, PARENT, 0, 300 * MICRO).all()).isEmpty();
        assertThat(Links.of(session, -1, 0, 300 * MICRO)).isEqualTo(Links.NONE);
        assertThat(Links.of(session, 99, 0, 300 * MICRO)).isEqualTo(Links.NONE);
    }

    @Test
    void whoHoldsWhatItWaitsForIsFound() {
        SessionModel mixed = MixedSession.model();
        List<Wait> locks = mixed.waits().all().stream().filter(wait -> wait.row() >= 0 && wait.isForLock()).toList();
        assertThat(locks).hasSize(2);
        for (Wait wait : locks) {
            Lane holder = Objects.requireNonNull(mixed.lanes().ofThread(wait.owner()));
            int other = locks.stream().mapToInt(Wait::row).filter(row -> row != wait.row()).findFirst().orElseThrow();

            assertThat(Links.of(mixed, wait.row(), 0, mixed.now()).all()).contains(new Link(Link.Kind.WAIT, other,
                    Objects.requireNonNull(mixed.lanes().ofThread(wait.thread())), wait.from(), holder, wait.from()));
        }
    }

    @Test
    void aLinkIsPlacedFromRowToRow() {
        List<PlacedLinks.Placed> placed = PlacedLinks.of(model);

        assertThat(placed).hasSize(2);
        assertThat(placed.get(1).x0()).isEqualTo(150);
        assertThat(placed.get(1).y0()).isEqualTo(middle(WORKER));
        assertThat(placed.get(1).x1()).isEqualTo(190);
        assertThat(placed.get(1).y1()).isEqualTo(middle(CARRIER));
        model.jumpTo(130 * MICRO, 300.0 * MICRO);
        assertThat(PlacedLinks.of(model)).hasSize(1);
    }

    @Test
    void itsFarEndIsFoundUnderThePointerAndLedTo() {
        assertThat(model.pointer().look(152, middle(WORKER) - 3).link())
                .isEqualTo(model.selection().links().all().getLast());
        assertThat(model.pointer().look(190, middle(CARRIER)).link()).isNull();
        assertThat(model.pointer().look(165, middle(WORKER)).link()).isNull();

        model.jumpTo(180 * MICRO, 300.0 * MICRO);
        model.reveal().link(model.selection().links().all().getLast(), 0);

        assertThat(model.selectedTask()).isEqualTo(PARENT);
        for (int i = 100; i < 200; i++) {
            model.advance(i * 16_000_000L);
        }
        assertThat(model.from()).isLessThan(150 * MICRO);
        assertThat(model.to()).isGreaterThan(150 * MICRO);
    }

    @Test
    void itIsDrawnAsACurveWithADotAndAHead() {
        int width = Surface.GUTTER + 300;
        int height = Surface.ROWS_TOP + 200;
        int[] argb = new int[width * height];
        Arrays.fill(argb, 0xFF000000);
        Pixels pixels = new Pixels(argb, width, height);
        Palette palette = Palette.DARK;
        LinksPainter.paint(new Surface(pixels, 1, new Shades(palette), new BlankLetters(6).faces()), model);

        int from = Surface.ROWS_TOP + (int) middle(WORKER);
        int to = Surface.ROWS_TOP + (int) middle(CARRIER);
        assertThat(pixels.at(Surface.GUTTER + 150, from)).isEqualTo(palette.accent());
        assertThat(pixels.at(Surface.GUTTER + 30, from)).isEqualTo(palette.runnable());
        int head = Pixels.over(0xFF000000, palette.accent(), 230);
        assertThat(pixels.at(Surface.GUTTER + 187, to)).isEqualTo(head);
        assertThat(pixels.at(Surface.GUTTER + 195, to)).isEqualTo(0xFF000000);
        int painted = 0;
        for (int y = Math.min(from, to); y <= Math.max(from, to); y++) {
            painted += pixels.at(Surface.GUTTER + 168, y) == 0xFF000000 ? 0 : 1;
        }
        assertThat(painted).isBetween(1, 12);
    }
}
