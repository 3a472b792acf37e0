package dev.loomscope.agent.instrument;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The code of the hook classes under the names by which they are installed. The names carry a digest of the code, so that the
 * classes of an earlier installation are found if they are the same, and are not in the way if they are not.
 */
final class HookCode implements HookNames, Callable<Boolean>, AutoCloseable {
    /** The class that is generated. */
    static final String JDK = "Jdk";

    /** Takes messages. */
    static final String CONTROL = "Control";

    /** The classes that are copied. */
    static final String[] COPIED = {"HookMemory", "Counters", "RingPlaces", "Rings", "Ids", "LastOrigin", "Marks",
            "ThreadEnds", "TaskClasses", "Outcomes", "Failures", "TraceHooks", "Handed", "Nesting", "ExecutorTypes",
            "ExecutorEvents", "ExecutorHooks", "ExecutorRunHooks", "TaskEvents", "FutureHooks", "ForkJoinHooks",
            "ForkJoinRunHooks", "TaskHooks",
            "WorkerHooks", "ScheduleHooks", "DelayHooks", "GroupHooks", "VirtualThreadHooks", "VirtualWaitHooks",
            "TimerHooks",
            "ThreadHooks", CONTROL};

    /** What the JDK has in place of the hooks' own annotations. */
    private static final Map<String, String> ANNOTATIONS = Map.of(
            "InLine", "jdk/internal/vm/annotation/ForceInline",
            "OutOfLine", "jdk/internal/vm/annotation/DontInline");

    static final String SOURCE = "dev/loomscope/agent/hook/";

    private static final String INSTALLED = "java/lang/Loomscope";
    private static final String GENERATOR = "dev/loomscope/agent/instrument/JdkClass";

    private final Source source;
    private final String digest;

    /** What another thread has made ready, beginning with the last. */
    private final AtomicReferenceArray<byte[]> ready = new AtomicReferenceArray<>(COPIED.length);

    private volatile int taken = -1;

    private HookCode(Source source) throws IOException {
        this.source = source;
        CRC32 sum = new CRC32();
        sum.update(source.digest(SOURCE + JDK));
        sum.update(source.digest(GENERATOR));
        for (String type : COPIED) {
            sum.update(source.digest(SOURCE + type));
        }
        digest = Long.toHexString(sum.getValue());
    }

    @Override
    public String installed(String type) {
        String annotation = ANNOTATIONS.get(type);
        return annotation != null ? annotation : INSTALLED + type + '_' + digest;
    }

    /** The code of one of {@link #COPIED}, which are to be taken in their order. */
    byte[] take(int index) throws IOException {
        taken = index;
        byte[] made = ready.get(index);
        return made == null ? copy(index) : made;
    }

    private byte[] copy(int index) throws IOException {
        return copy(source.read(SOURCE + COPIED[index]));
    }

    /** The code of a class of the hooks, under the name by which it is installed. */
    byte[] copy(byte[] code) {
        return ClassCopy.of(code, SOURCE, this);
    }

    /** Copies from the last one on, until it meets who takes them. */
    @Override
    public Boolean call() throws IOException {
        for (int i = COPIED.length - 1; i > taken; i--) {
            ready.set(i, copy(i));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Finds it in the agent's jar, or in a directory where that was not packed yet. */
    static HookCode open() throws IOException {
        URL location = HookCode.class.getProtectionDomain().getCodeSource().getLocation();
        Path place = Path.of(URI.create(location.toString()));
        return new HookCode(Files.isDirectory(place) ? new Directory(place) : new Jar(new ZipFile(place.toFile())));
    }

    private interface Source extends Closeable {
        byte[] read(String type) throws IOException;

        /** What differs where the code differs. */
        byte[] digest(String type) throws IOException;
    }

    private record Directory(Path place) implements Source {
        @Override
        public byte[] read(String type) throws IOException {
            return Files.readAllBytes(place.resolve(type + ".class"));
        }

        @Override
        public byte[] digest(String type) throws IOException {
            return read(type);
        }

        @Override
        public void close() {}
    }

    private record Jar(ZipFile jar) implements Source {
        @Override
        public byte[] read(String type) throws IOException {
            try (InputStream in = jar.getInputStream(entry(type))) {
                return in.readAllBytes();
            }
        }

        /** The jar holds a digest of each of its files, which need not be read for that. */
        @Override
        public byte[] digest(String type) throws IOException {
            return Long.toHexString(entry(type).getCrc()).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            jar.close();
        }

        private ZipEntry entry(String type) throws IOException {
            ZipEntry entry = jar.getEntry(type + ".class");
            if (entry == null) {
                throw new IOException("the agent's jar is not whole: missing=" + type + ".class");
            }
            return entry;
        }
    }
}
