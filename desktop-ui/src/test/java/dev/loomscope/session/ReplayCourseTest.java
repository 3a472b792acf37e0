package dev.loomscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.IndexLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** In a recording of 200 tasks, one each 10 ms with 10 ms between begin and end, and a keyframe each 100 ms. */
class ReplayCourseTest {
    private static final long MS = PacedTasks.MS;
    private static final int TASKS = 200;
    private static final long END = TASKS * PacedTasks.STEP;
    /** History of about a second, in two steps; half a frame at once. */
    private static final ReplayCourse.Reach SHORT = new ReplayCourse.Reach(1L << 30, 12_000, 40);

    @TempDir
    Path directory;

    private Path file;
    private RecordingFile recording;
    private final List<SessionModel> shown = new ArrayList<>();
    private long position;

    @BeforeEach
    void record() throws IOException {
        file = directory.resolve("run.loomscope");
        Frames make = new Frames();
        try (Recording out = Recording.create(file, Long.MAX_VALUE)) {
            out.append(make.session(4));
            for (int i = 0; i < TASKS; i++) {
                if (i % 10 == 0) {
                    out.append(PacedTasks.keyframe(make, i - 1));
                }
                out.append(PacedTasks.events(make, i));
            }
            out.append(make.end(END, "exit"));
        }
        recording = RecordingFile.open(file);
    }

    @AfterEach
    void close() throws IOException {
        recording.close();
    }

    private ReplayCourse open(ReplayCourse.Reach reach) throws IOException {
        return ReplayCourse.open(recording, reach, new SessionModel(), new ReplayCourse.Shows() {
            @Override
            public void replaced(SessionModel model) {
                shown.add(model);
            }

            @Override
            public void moved(long time) {
                position = time;
            }
        });
    }

    private static void readAll(ReplayCourse course) throws IOException {
        while (course.isReading()) {
            course.read(() -> true);
        }
    }

    /** Begins and ends of what ran between two times. */
    private static List<String> runs(SessionModel model, long from, long to) {
        List<String> runs = new ArrayList<>();
        model.lanes().lane(0).spans(from, to, 0, (begin, end, state, row) -> runs.add(begin + "-" + end + state));
        return runs;
    }

    private SessionModel straight() throws IOException {
        SessionModel model = new SessionModel();
        Reading.whole(recording, model).forward(Long.MAX_VALUE, () -> true);
        return model;
    }

    @Test
    void aLongRecordingShowsItsEndAtOnceAndThenWhatWasBeforeUntilAllIsRead() throws IOException {
        ReplayCourse course = open(SHORT);
        SessionModel whole = straight();
        assertThat(course.read()).isZero();
        assertThat(shown).hasSize(1);
        assertThat(position).isEqualTo(END);
        assertThat(shown.getFirst().now()).isEqualTo(END);
        assertThat(shown.getFirst().oldest()).isBetween(END - 200 * MS, END - 50 * MS);
        assertThat(runs(shown.getFirst(), END - 50 * MS, END)).isEqualTo(runs(whole, END - 50 * MS, END));

        readAll(course);
        assertThat(course.read()).isEqualTo(1);
        assertThat(shown).extracting(SessionModel::now).containsOnly(END);
        assertThat(shown.stream().map(SessionModel::oldest).toList()).hasSize(3)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates().endsWith(0L);
        assertThat(shown).extracting(SessionModel::origin).as("from where all is to be known").containsOnly(0L);
        assertThat(shown.getLast().counts()).isEqualTo(whole.counts());
        assertThat(runs(shown.getLast(), 0, END)).isEqualTo(runs(whole, 0, END)).hasSize(TASKS);
        assertThat(shown.getLast().ended()).isTrue();
    }

    @Test
    void aShortOneIsReadFromItsBeginIntoTheModelThatIsThere() throws IOException {
        ReplayCourse course = open(ReplayCourse.Reach.usual(1L << 30));
        readAll(course);
        assertThat(shown).isEmpty();
        assertThat(position).isEqualTo(END);
        assertThat(course.reached()).isEqualTo(END);
    }

    @Test
    void goingFarShowsTheTimeAtOnceAndItsHistoryThereafter() throws IOException {
        ReplayCourse course = open(SHORT);
        SessionModel whole = straight();
        for (long ms : new long[] {1_503, 1_104, 1_900, 95}) {
            shown.clear();
            course.seek(ms * MS, END);
            assertThat(shown).hasSize(1);
            assertThat(position).isEqualTo(ms * MS);
            assertThat(shown.getFirst().now()).isEqualTo(ms * MS);
            readAll(course);
            SessionModel last = shown.getLast();
            assertThat(position).isEqualTo(ms * MS);
            assertThat(last.now()).isEqualTo(ms * MS);
            assertThat(last.oldest()).isEqualTo(shown.getFirst().origin());
            long from = last.oldest() + 20 * MS;
            long to = ms * MS - 20 * MS;
            assertThat(runs(last, from, to)).isEqualTo(runs(whole, from, to)).isNotEmpty();
        }
    }

    @Test
    void goingOnWhileHistoryIsReadBringsItToWhereTheReplayStandsByThen() throws IOException {
        ReplayCourse course = open(SHORT);
        course.seek(1_000 * MS, END);
        course.advance(1_020 * MS, END);
        course.seek(1_035 * MS, END);
        assertThat(shown).as("the same model goes on").hasSize(2);
        assertThat(course.isReading()).isTrue();
        readAll(course);
        assertThat(position).isEqualTo(1_035 * MS);
        assertThat(shown.getLast().now()).isEqualTo(1_035 * MS);
        assertThat(course.reached()).isEqualTo(1_035 * MS);
    }

    @Test
    void anIdIsOfOneTaskInWhicheverModelItIsAndATaskIsFoundAgain() throws IOException {
        ReplayCourse course = open(SHORT);
        readAll(course);
        SessionModel early = shown.getFirst();
        int row = early.tasks().size() - 2;
        for (SessionModel later : shown.subList(1, shown.size())) {
            assertThat(later.tasks().row(early.tasks().id(row))).as("of another model").isEqualTo(-1);
            int again = later.tasks().row(early.tasks().identity(row));
            assertThat(later.tasks().submitted(again)).isEqualTo(early.tasks().submitted(row));
            assertThat(later.tasks().started(again)).isEqualTo(early.tasks().started(row));
        }
    }

    @Test
    void anIndexThatLiesIsReplacedByWhatTheFramesSay() throws IOException {
        List<RecordingFile.Keyframe> truth = recording.keyframes();
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), (int) recording.bytes());
        long[] offsets = truth.stream().mapToLong(keyframe -> keyframe.offset() + 7).toArray();
        long[] times = truth.stream().mapToLong(RecordingFile.Keyframe::time).toArray();
        byte[] index = FrameLayout.encode(new Frame(FrameType.INDEX, 0, END, END,
                IndexLayout.encode(offsets, times, times.length)));
        Path lying = directory.resolve("lying.loomscope");
        try (var out = Files.newOutputStream(lying)) {
            out.write(bytes);
            out.write(index);
            out.write(IndexLayout.trailer(bytes.length));
        }
        try (RecordingFile read = RecordingFile.open(lying)) {
            assertThat(read.keyframes()).isNotEqualTo(truth);
            RecordingFile.Keyframe found = read.keyframeBefore(1_050 * MS, 0);
            assertThat(found).isNotNull();
            assertThat(found.time()).isEqualTo(1_000 * MS);
            assertThat(read.keyframes()).isEqualTo(truth);
        }
    }
}
