package dev.loomscope.attach;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.loomscope.session.Endpoints;

/**
 * Finds the JVMs of this machine. No JVM is asked anything: the list is made from their counters' files and from the
 * operating system's facts, so that one that hangs holds nobody up. Other users' JVMs are listed as far as they can be seen.
 */
public final class LocalJvms {
    private static final String DIRECTORY_PREFIX = "hsperfdata_";
    private static final long LIMIT_MS = 3_000;

    /** One JVM that is asked for by name is not to be missed because its machine is busy: that may be why it is asked for. */
    private static final long NAMED_LIMIT_MS = 20_000;

    /** The oldest JDK that the agent runs on. */
    static final int MIN_JDK = 17;

    private LocalJvms() {}

    /** The JVMs of this machine, this one left out, by pid. Takes at most a few seconds, whatever the JVMs do. */
    public static List<LocalJvm> list() {
        Map<Long, Optional<Path>> candidates = new TreeMap<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            candidates.put(process.pid(), Optional.empty());
        }
        counterFiles().forEach((pid, file) -> candidates.computeIfPresent(pid, (_, _) -> Optional.of(file)));
        candidates.remove(ProcessHandle.current().pid());
        List<Callable<Optional<LocalJvm>>> questions = new ArrayList<>();
        candidates.forEach((pid, file) -> questions.add(() -> look(pid, file)));
        return answers(questions, LIMIT_MS).stream().flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(LocalJvm::pid))
                .toList();
    }

    /** The JVM with this pid; empty where there is no such process, or it is no JVM as far as can be seen. */
    public static Optional<LocalJvm> find(long pid) {
        Callable<Optional<LocalJvm>> question = () -> look(pid, Optional.ofNullable(counterFiles().get(pid)));
        return answers(List.of(question), NAMED_LIMIT_MS).stream().flatMap(Optional::stream).findFirst();
    }

    private static <T> List<T> answers(List<Callable<T>> questions, long limitMs) {
        ExecutorService threads = Executors.newFixedThreadPool(2,
                Thread.ofPlatform().daemon().name("local-jvms-", 0).factory());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(questions, limitMs, TimeUnit.MILLISECONDS)) {
                if (answer.state() == Future.State.SUCCESS) {
                    answers.add(answer.get());
                }
            }
            return answers;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<LocalJvm> look(long pid, Optional<Path> counters) {
        if (!Endpoints.alive(pid)) {
            return Optional.empty();
        }
        ProcessFacts facts = ProcessFacts.of(pid);
        Optional<PerfData> data = counters.flatMap(PerfData::read);
        boolean told = data.map(PerfData::command).map(command -> !command.isEmpty()).orElse(false);
        List<String> words = told ? List.of() : facts.commandLine();
        if (counters.isEmpty() && (words.isEmpty() || !isLauncher(words.getFirst()))) {
            return Optional.empty();
        }
        String main = told ? JavaCommand.main(data.orElseThrow().command()) : JavaCommand.main(words);
        String jdk = data.map(PerfData::jdk).filter(version -> !version.isEmpty()).orElseGet(facts::jdk);
        String user = counters.map(LocalJvms::userOf).orElseGet(facts::user);
        boolean live = AgentLoader.endpoint(pid).isPresent();
        return Optional.of(new LocalJvm(pid, main, jdk, user, live, refusal(facts, data, user, jdk)));
    }

    private static String refusal(ProcessFacts facts, Optional<PerfData> data, String user, String jdk) {
        String me = System.getProperty("user.name", "");
        if (!user.isEmpty() && !user.equals(me) && !me.equals("root")) {
            return "belongs to user=" + user + ": run Loomscope as that user";
        }
        if (!jdk.isEmpty() && feature(jdk) < MIN_JDK) {
            return "runs on JDK " + jdk + ": the agent needs " + MIN_JDK + " or newer";
        }
        if (data.map(counters -> !counters.attachable()).orElse(false) || !facts.handlesQuit()) {
            return "takes no part in attach (-XX:+DisableAttachMechanism or -Xrs): start it with"
                    + " -javaagent:loomscope-agent.jar instead";
        }
        if (facts.stopped()) {
            return "is stopped by a signal or a debugger: let it continue first";
        }
        if (facts.contained()) {
            return "runs in a container or with files of its own: run Loomscope inside it, or start it with"
                    + " -javaagent:loomscope-agent.jar";
        }
        return "";
    }

    /** The feature number of a version as {@code 25.0.3} or {@code 1.8.0_412}; the newest where it cannot be read. */
    static int feature(String jdk) {
        String version = jdk.startsWith("1.") ? jdk.substring(2) : jdk;
        String digits = version.replaceFirst("\\D.*", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static boolean isLauncher(String program) {
        String name = program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
        return name.equals("java") || name.equals("java.exe") || name.equals("javaw.exe");
    }

    private static String userOf(Path counters) {
        Path directory = counters.getParent();
        return directory == null ? "" : directory.getFileName().toString().substring(DIRECTORY_PREFIX.length());
    }

    private static Map<Long, Path> counterFiles() {
        Map<Long, Path> files = new TreeMap<>();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        List<Path> roots = Files.isDirectory(Path.of("/proc/self")) ? List.of(Path.of("/tmp")) : List.of(temporary);
        for (Path root : roots) {
            for (Path directory : entries(root, DIRECTORY_PREFIX + "*")) {
                for (Path file : entries(directory, "[0-9]*")) {
                    String name = file.getFileName().toString();
                    if (name.matches("\\d{1,18}")) {
                        files.put(Long.parseLong(name), file);
                    }
                }
            }
        }
        return files;
    }

    private static List<Path> entries(Path directory, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(entries::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            // Not ours to read: what is there stays unknown.
        }
        return entries;
    }
}
