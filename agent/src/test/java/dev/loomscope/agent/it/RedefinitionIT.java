package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.loomscope.protocol.EventKind;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beside an agent that defines the classes anew which hooks stand in, or writes them anew with Byte Buddy, every task is seen,
 * whoever came first; and the hooks go without what the other agent has done.
 */
@Timeout(120)
class RedefinitionIT {
    private static final Path OURS = Hosts.AGENT;
    private static final String QUICK = ServiceMain.Quick.class.getName();

    @TempDir
    static Path directory;

    private static Path redefining;
    private static Path advising;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void build() throws Exception {
        redefining = TestAgentJar.foreign(directory, RedefiningAgent.class);
        advising = TestAgentJar.foreign(directory, AdvisingAgent.class, TestAgentJar.classes(ByteBuddy.class));
    }

    static Stream<Arguments> jdksAndAgents() {
        return Hosts.jdks().flatMap(jdk -> Stream.of(Arguments.of(jdk, redefining), Arguments.of(jdk, advising)));
    }

    @ParameterizedTest
    @MethodSource("jdksAndAgents")
    void anAgentThatComesWhileTheHooksStandIsLeftAsItIs(Path jdk, Path theirs) throws Exception {
        try (WatchedJvm jvm = WatchedJvm.start(jdk, temporary, List.of(), ServiceMain.class)) {
            assertThat(jvm.child.line()).isEqualTo("ready");
            jvm.connect();
            assertSeen(jvm);
            jvm.child.attach(theirs, "mark");
            assertSeen(jvm);
            String marked = forgets(jdk, theirs) ? "marked=0" : "marked=2";
            assertLook(jvm, theirs, marked + " hooked=2");
            assertSeen(jvm);
            jvm.child.attach(OURS, "detach");
            assertWorks(jvm);
            assertLook(jvm, theirs, marked + " hooked=0");
            assertRight(jvm);
        }
    }

    /**
     * JDK 17 retransforms a class that was retransformed before from the code that it had then, whatever it was redefined to
     * since: so the next retransformation, which is the look here, takes a redefinition out, whoever asks for it.
     */
    private static boolean forgets(Path jdk, Path theirs) {
        return jdk.equals(Jdks.jdk17()) && theirs.equals(redefining);
    }

    @ParameterizedTest
    @MethodSource("jdksAndAgents")
    void theHooksComeAndGoBesideAnAgentThatIsThereAlready(Path jdk, Path theirs) throws Exception {
        try (WatchedJvm jvm = WatchedJvm.unwatched(jdk, temporary, ServiceMain.class)) {
            assertThat(jvm.child.line()).isEqualTo("ready");
            jvm.child.attach(theirs, "mark");
            assertWorks(jvm);
            jvm.attach();
            jvm.connect();
            assertSeen(jvm);
            assertLook(jvm, theirs, "marked=2 hooked=2");
            jvm.child.attach(OURS, "detach");
            assertWorks(jvm);
            assertLook(jvm, theirs, "marked=2 hooked=0");
            assertRight(jvm);
        }
    }

    private static void assertWorks(WatchedJvm jvm) throws Exception {
        jvm.child.say("");
        assertThat(jvm.child.line()).isEqualTo("done");
    }

    /** Each of a hundred tasks is submitted, started and ended once. */
    private static void assertSeen(WatchedJvm jvm) throws Exception {
        jvm.events.clear();
        assertWorks(jvm);
        jvm.await("a hundred tasks", () -> count(jvm, EventKind.SUBMIT, QUICK) >= 100
                && count(jvm, EventKind.START, QUICK) >= 100 && ends(jvm) >= 100);
        assertThat(count(jvm, EventKind.SUBMIT, QUICK)).isEqualTo(100);
        assertThat(count(jvm, EventKind.START, QUICK)).isEqualTo(100);
        assertThat(ends(jvm)).isEqualTo(100);
    }

    private static long count(WatchedJvm jvm, int kind, String type) {
        return jvm.events.stream().filter(event -> event.kind() == kind && event.type().equals(type)).count();
    }

    private static long ends(WatchedJvm jvm) {
        return jvm.events.stream().filter(event -> event.kind() == EventKind.END).count();
    }

    private static void assertLook(WatchedJvm jvm, Path theirs, String seen) throws Exception {
        jvm.child.attach(theirs, "look");
        assertThat(jvm.child.line()).isEqualTo(seen);
    }

    private static void assertRight(WatchedJvm jvm) throws Exception {
        jvm.child.say("q");
        assertThat(jvm.child.end()).containsExactly("bye");
        assertThat(jvm.child.errors().lines())
                .allMatch(line -> line.startsWith("WARNING: ") || line.contains("number="));
    }
}
