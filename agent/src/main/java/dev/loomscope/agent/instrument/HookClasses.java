package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;

/**
 * The installed copies of the hook classes. They are defined in the module java.base, so that every class of the JDK may call
 * them; there they stay until the JVM ends, and a later installation uses them again. Their names carry a digest of their
 * code, so that those of an earlier installation are found if they are the same, and are not in the way if they are not.
 */
final class HookClasses implements HookNames {
    private static final String SOURCE = "dev/loomscope/agent/hook/";
    private static final String INSTALLED = "java/lang/Loomscope";
    private static final String GENERATOR = "dev/loomscope/agent/instrument/JdkClass";
    private static final String JDK = "Jdk";
    private static final String CONTROL = "Control";

    /** What the JDK has in place of the hooks' own annotations. */
    private static final Map<String, String> ANNOTATIONS = Map.of(
            "InLine", "jdk/internal/vm/annotation/ForceInline",
            "OutOfLine", "jdk/internal/vm/annotation/DontInline");
    private static final String[] COPIED = {"HookMemory", "Counters", "RingPlaces", "Rings", "Ids", "LastOrigin",
            "Marks",
            "ThreadEnds", "TaskClasses", "Outcomes", "Failures", "TraceHooks", "Handed", "Nesting", "ExecutorTypes",
            "ExecutorEvents", "ExecutorHooks", "FutureHooks", "ForkJoinHooks", "ForkJoinRunHooks", "TaskHooks",
            "WorkerHooks", "ScheduleHooks", "GroupHooks", "VirtualThreadHooks", "VirtualWaitHooks", "TimerHooks",
            "ThreadHooks",
            CONTROL};

    private final MethodHandles.Lookup lookup;
    private final String digest;
    private final JdkInternals jdk;
    private final Consumer<Object[]> control;

    private HookClasses(MethodHandles.Lookup lookup) throws ReflectiveOperationException, IOException {
        this.lookup = lookup;
        CRC32 sum = new CRC32();
        byte[][] sources = new byte[COPIED.length][];
        try (Files files = new Files()) {
            sum.update(files.read(SOURCE + JDK));
            sum.update(files.read(GENERATOR));
            for (int i = 0; i < COPIED.length; i++) {
                sources[i] = files.read(SOURCE + COPIED[i]);
                sum.update(sources[i]);
            }
        }
        digest = Long.toHexString(sum.getValue());
        jdk = new JdkInternals(define(JDK, null).getConstructor().newInstance());
        Class<?> last = Object.class;
        for (int i = 0; i < COPIED.length; i++) {
            last = define(COPIED[i], sources[i]);
            Class.forName(last.getName(), true, null);
        }
        control = consumer(last.getConstructor().newInstance());
    }

    /** Defines the hook classes, or finds those of an earlier installation. They are dead until {@link #use}. */
    static HookClasses install() throws ReflectiveOperationException, IOException {
        return new HookClasses(MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup()));
    }

    /** Defines a class where it was not before; without its code it is the generated one. */
    private Class<?> define(String type, byte @Nullable [] source) throws IllegalAccessException {
        String name = installed(type);
        Class<?> before = JdkInternals.find(name.replace('/', '.'));
        if (before != null) {
            return before;
        }
        return lookup.defineClass(source == null ? JdkClass.generate(name) : ClassCopy.of(source, SOURCE, this));
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Object[]> consumer(Object installed) {
        return (Consumer<Object[]>) installed;
    }

    @Override
    public String installed(String type) {
        String annotation = ANNOTATIONS.get(type);
        return annotation != null ? annotation : INSTALLED + type + '_' + digest;
    }

    /** What only a class inside java.base may ask of the JVM. */
    JdkInternals jdk() {
        return jdk;
    }

    /** Makes the installed hooks write into the given memory from now on; null makes them dead. */
    void use(@Nullable HookMemory memory) {
        control.accept(memory == null ? new Object[0] : Control.message(memory));
    }

    /** Sends a message of {@link Control}. */
    void configure(Object... message) {
        control.accept(message);
    }

    /** The files of the agent's classes: its jar, or a directory where it was not packed yet. */
    private static final class Files implements AutoCloseable {
        private final Path place;
        private final @Nullable ZipFile jar;

        Files() throws IOException {
            URL location = HookClasses.class.getProtectionDomain().getCodeSource().getLocation();
            place = Path.of(URI.create(location.toString()));
            jar = java.nio.file.Files.isDirectory(place) ? null : new ZipFile(place.toFile());
        }

        byte[] read(String type) throws IOException {
            String name = type + ".class";
            if (jar == null) {
                return java.nio.file.Files.readAllBytes(place.resolve(name));
            }
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                throw new IOException("the agent's jar is not whole: missing=" + name);
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }

        @Override
        public void close() throws IOException {
            if (jar != null) {
                jar.close();
            }
        }
    }
}
