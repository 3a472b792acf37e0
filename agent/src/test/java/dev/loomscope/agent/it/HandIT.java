package dev.loomscope.agent.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Handshake;
import dev.loomscope.protocol.StreamHeader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The delivered agent, attached to a program whose threads run already. */
class HandIT {
    private static final Path AGENT = Path.of(System.getProperty("loomscope.agent.jar"));
    private static final Path PROGRAM = TestAgentJar.classes(HandMain.class);

    @TempDir
    private Path temporary;

    private final List<String> seen = new ArrayList<>();
    private final Map<Long, String> names = new HashMap<>();

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void threadsFromBeforeAreMetAndTheirEndsTold(Path jdk) throws Exception {
        List<String> command = List.of(
                "-Djava.io.tmpdir=" + temporary, "-cp", PROGRAM.toString(), HandMain.class.getName());
        try (var child = ChildJvm.start(jdk, command)) {
            assertThat(child.line()).isEqualTo("ready");
            child.attach(AGENT, "");
            try (Socket socket = connect(child.pid())) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                StreamHeader.read(in, "the agent");
                FrameReader frames = new FrameReader(in, "the agent", StreamHeader.LENGTH);
                assertHooks(new ObjectMapper().readTree(frames.next().payload()).get("hooks"),
                        jdk.equals(Jdks.jdk17()));
                await(frames, 2);
                assertThat(seen).containsExactlyInAnyOrder(
                        "adopt failing " + HandMain.class.getName() + "$Failing@thread",
                        "adopt own " + HandMain.class.getName() + "$Own@thread");

                child.say("");
                assertThat(child.line()).isEqualTo("failed");
                await(frames, 4);
                assertThat(seen).contains("end failing 1 java.lang.UnsupportedOperationException")
                        .anyMatch(each -> each.startsWith("start late " + HandMain.class.getName() + "$$Lambda"));
                child.say("");
                await(frames, 6);
                assertThat(seen).contains("end own 0 ", "end late 0 ");
            }
            assertThat(child.end()).isEmpty();
            assertThat(child.errors()).doesNotContain("loomscope:");
        }
    }

    /** Where a JDK has no such class its hooks are absent, and no others. */
    private static void assertHooks(JsonNode hooks, boolean old) {
        Map<String, String> states = new HashMap<>();
        hooks.forEach(hook -> states.put(hook.get("name").asText(), hook.get("state").asText()));
        assertThat(states.values()).containsOnly("live", "absent");
        for (String name : List.of(
                "ThreadPerTaskExecutor.start", "ThreadPerTaskExecutor.invokeAll(begin)",
                "ThreadPerTaskExecutor.invokeAny(end)", "StructuredTaskScope.fork(start)",
                "StructuredTaskScope.fork(started)", "StructuredTaskScope.fork(Runnable)",
                "ForkJoinTask.InvokeAnyRoot.invokeAny(begin)")) {
            assertThat(states).containsEntry(name, old ? "absent" : "live");
        }
        for (String name : List.of(
                "Thread.start", "Thread.start(failed)", "Thread.exit", "Thread.dispatchUncaughtException",
                "ThreadPoolExecutor.addWorker", "Timer.sched", "Timer.cancel", "Timer.purge", "TimerTask.cancel",
                "TimerThread.mainLoop(start)", "TimerThread.mainLoop(end)", "TimerThread.run", "TaskQueue.isEmpty",
                "AbstractExecutorService.invokeAll(begin)", "AbstractExecutorService.doInvokeAny(end)",
                "ForkJoinPool.invokeAll(begin)", "ExecutorCompletionService.submit",
                "ScheduledThreadPoolExecutor.delayedExecute")) {
            assertThat(states).containsEntry(name, "live");
        }
    }

    private Socket connect(long pid) throws IOException {
        Path file = temporary.resolve("loomscope-" + System.getProperty("user.name")).resolve(pid + ".json");
        JsonNode endpoint = new ObjectMapper().readTree(Files.readString(file));
        Socket socket = new Socket(endpoint.get("host").asText(), endpoint.get("port").asInt());
        socket.setSoTimeout(30_000);
        Handshake.send(socket.getOutputStream(), HexFormat.of().parseHex(endpoint.get("token").asText()));
        return socket;
    }

    /** Reads on until so much was told of threads; what a keyframe tells again counts once. */
    private void await(FrameReader frames, int count) throws IOException {
        while (seen.size() < count) {
            Frame frame = frames.next();
            assertThat(frame).isNotNull();
            if (frame.type() == FrameType.EVENTS || frame.type() == FrameType.KEYFRAME) {
                EventsReader.Events events = EventsReader.read(frame.payload());
                for (EventRun run : events.runs()) {
                    while (run.advance()) {
                        note(events, run);
                    }
                }
            }
        }
    }

    private void note(EventsReader.Events events, EventRun run) {
        String what = switch (run.kind()) {
            case EventKind.THREAD_START -> "start ";
            case EventKind.THREAD_END -> "end ";
            case EventKind.THREAD_ADOPT -> "adopt ";
            default -> "";
        };
        if (what.isEmpty()) {
            return;
        }
        events.dictionary().stream()
                .filter(entry -> entry.sort() == 3)
                .forEach(entry -> names.put(entry.id(), entry.text()));
        String told = what + names.get(run.task()) + ' ' + (run.kind() == EventKind.THREAD_END ? run.value() + " " : "")
                + type(events, run.taskClass());
        if (!seen.contains(told)) {
            seen.add(told);
        }
    }

    private static String type(EventsReader.Events events, int id) {
        StringBuilder type = new StringBuilder();
        for (EventsReader.Entry entry : events.dictionary()) {
            if (entry.id() == id && entry.sort() == 1) {
                type.insert(0, entry.text());
            } else if (entry.id() == id && entry.sort() == dev.loomscope.protocol.DictionarySort.TASK_KIND) {
                type.append('@').append(entry.text());
            }
        }
        return type.toString();
    }
}
