package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.agent.hook.Control;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link SpanReader} beside each copy of OpenTelemetry that is in use: the application's own, of any class loader, and the
 * one that OpenTelemetry's agent brings along under another name. Only classes that the application has loaded and initialised
 * itself are touched; until it has made a span current, there is nothing to read. Used by one thread.
 */
final class SpanReaders {
    private static final String OPENTELEMETRY = "io.opentelemetry.";
    private static final String IN_ITS_AGENT = "io.opentelemetry.javaagent.shaded.io.opentelemetry.";

    /** By it a span stands in a context, so it is there and initialised where one ever did. */
    private static final String KEY = "api.trace.SpanContextKey";

    private static final String[] OF_THE_API = {"api.trace.Span", "api.trace.SpanContext"};
    private static final String[] OF_THE_CONTEXT = {
            "context.Context", "context.ContextStorage", "context.LazyStorage"
    };

    private static final String PATTERN = "dev/loomscope/agent/instrument/";
    private static final String READER = "api/trace/LoomscopeSpanReader";

    /** To list all classes takes some ms where they are many: at most this part of the time, while classes are loaded. */
    private static final int PART = 20;

    /** Nothing is looked through again for longer. */
    private static final long LONGEST_PAUSE = 1_000_000_000;

    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(Object[].class);

    private final Instrumentation instrumentation;
    private final HookClasses hooks;
    private final List<WeakReference<Class<?>>> waiting = new ArrayList<>();
    private final List<WeakReference<Class<?>>> settled = new ArrayList<>();
    private @Nullable ClassLoadingMXBean loading;
    private boolean unmanaged;
    private long loaded = -1;
    private long listAfter = System.nanoTime();
    private long askAfter = System.nanoTime();

    SpanReaders(Instrumentation instrumentation, HookClasses hooks) {
        this.instrumentation = instrumentation;
        this.hooks = hooks;
    }

    /** Looks for what has come into use since the last look. */
    void look() {
        list();
        if (System.nanoTime() - askAfter < 0) {
            return;
        }
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Class<?> key = waiting.get(i).get();
            if (key == null) {
                waiting.remove(i);
            } else if (settled(key)) {
                settled.add(waiting.remove(i));
            }
        }
        for (int i = settled.size() - 1; i >= 0; i--) {
            if (settled.get(i).get() == null) {
                settled.remove(i);
            }
        }
    }

    /** Lists the copies of OpenTelemetry, where classes were loaded since the last time. */
    private void list() {
        long begun = System.nanoTime();
        if (begun - listAfter < 0) {
            return;
        }
        long now = classesLoaded();
        if (now == loaded) {
            return;
        }
        loaded = now;
        for (Class<?> type : known(instrumentation.getAllLoadedClasses())) {
            // A class makes its name only when it is asked: few are.
            if (type.getModifiers() == Modifier.FINAL && type.getSuperclass() == Object.class) {
                String name = type.getName();
                if ((name.equals(OPENTELEMETRY + KEY) || name.equals(IN_ITS_AGENT + KEY)) && isNew(type)) {
                    waiting.add(new WeakReference<>(type));
                }
            }
        }
        long ended = System.nanoTime();
        listAfter = ended + (unmanaged ? LONGEST_PAUSE : Math.min(LONGEST_PAUSE, PART * (ended - begun)));
    }

    /** How many classes were loaded, ever; where this JVM was made without its management, always another number. */
    private long classesLoaded() {
        try {
            if (loading == null && !unmanaged) {
                loading = ManagementFactory.getClassLoadingMXBean();
            }
        } catch (LinkageError e) {
            unmanaged = true;
        }
        return loading == null ? loaded + 1 : loading.getTotalLoadedClassCount();
    }

    /** A JVM that is ending names no classes any more. */
    private static Class<?>[] known(Class<?> @Nullable [] types) {
        return types == null ? new Class<?>[0] : types;
    }

    private boolean isNew(Class<?> key) {
        return !holds(waiting, key) && !holds(settled, key) && !hasReader(key);
    }

    private static boolean holds(List<WeakReference<Class<?>>> keys, Class<?> key) {
        for (WeakReference<Class<?>> each : keys) {
            if (key.equals(each.get())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a reader, of an earlier installation perhaps. */
    @SuppressWarnings("ReferenceEquality") // Whether class loaders are equal is not for them to say.
    private boolean hasReader(Class<?> key) {
        for (Object each : (Object[]) tables()[1]) {
            Object reader = each == null ? null : ((WeakReference<?>) each).get();
            if (reader != null
                    && reader.getClass().getClassLoader() == key.getClassLoader()
                    && reader.getClass().getPackageName().equals(key.getPackageName())) {
                return true;
            }
        }
        return false;
    }

    /** The hooks' message of their tables. */
    private Object[] tables() {
        Object[] message = {Control.TRACE_TABLES, "", ""};
        hooks.configure(message);
        return message;
    }

    /** Whether nothing more is to be done for a copy of OpenTelemetry: it has a reader now, or cannot have one. */
    private boolean settled(Class<?> key) {
        if (!hooks.jdk().isInitialized(key)) {
            return false;
        }
        String name = key.getName();
        String prefix = name.substring(0, name.length() - KEY.length());
        try {
            Class<?> span = inUse(key, prefix);
            if (span == null) {
                askAfter = System.nanoTime() + LONGEST_PAUSE;
                return false;
            }
            publish(key.getClassLoader(), reader(span, prefix));
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            System.err.println("loomscope: spans of an OpenTelemetry are not read: " + e);
        }
        return true;
    }

    /** The interface of spans, where all that a reader touches was initialised by the application; otherwise null. */
    private @Nullable Class<?> inUse(Class<?> key, String prefix) throws ClassNotFoundException {
        ClassLoader loader = key.getClassLoader();
        Map<String, Class<?>> api = initialized(loader, prefix, OF_THE_API);
        // The key was initialised, so its own type was resolved: this loads nothing.
        ClassLoader contextLoader = Class.forName(prefix + "context.ContextKey", false, loader).getClassLoader();
        Map<String, Class<?>> context = initialized(contextLoader, prefix, OF_THE_CONTEXT);
        if (api.size() < OF_THE_API.length || context.size() < OF_THE_CONTEXT.length) {
            return null;
        }
        for (Class<?> each : context.values()) {
            // Where the context has a loader of its own, the one of the reader learns to know it here.
            if (!each.equals(Class.forName(each.getName(), false, loader))) {
                throw new ClassNotFoundException("another " + each.getName());
            }
        }
        return api.get(prefix + OF_THE_API[0]);
    }

    /** Which of the classes a loader knows already, and the application has initialised. */
    private Map<String, Class<?>> initialized(@Nullable ClassLoader loader, String prefix, String[] names) {
        Map<String, Class<?>> found = new HashMap<>();
        for (Class<?> type : known(instrumentation.getInitiatedClasses(loader))) {
            for (String name : names) {
                if (type.getName().equals(prefix + name) && hooks.jdk().isInitialized(type)) {
                    found.put(type.getName(), type);
                }
            }
        }
        return found;
    }

    /** Makes the copy of the reader that belongs to an interface of spans. */
    private Object reader(Class<?> span, String prefix) throws IOException, ReflectiveOperationException {
        Class<?> reader = trusted().in(span)
                .defineHiddenClass(copy(prefix), true, MethodHandles.Lookup.ClassOption.STRONG)
                .lookupClass();
        Field instance = reader.getDeclaredField("INSTANCE");
        instance.setAccessible(true);
        return value(instance);
    }

    /** Only the JDK's own lookup may add to a class loader that is none of the agent's. */
    private MethodHandles.Lookup trusted() throws ReflectiveOperationException {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang.invoke", Set.of(SpanReaders.class.getModule())),
                Set.of(),
                Map.of());
        Field lookup = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        lookup.setAccessible(true);
        return (MethodHandles.Lookup) value(lookup);
    }

    private static Object value(Field constant) throws IllegalAccessException {
        Object value = constant.get(null);
        if (value == null) {
            throw new IllegalStateException(constant.getName() + " has no value");
        }
        return value;
    }

    private static byte[] copy(String prefix) throws IOException {
        try (InputStream in = SpanReaders.class.getResourceAsStream("SpanReader.class")) {
            if (in == null) {
                throw new IOException("the agent's jar is not whole: missing=SpanReader.class");
            }
            String place = prefix.replace('.', '/');
            String plain = OPENTELEMETRY.replace('.', '/');
            byte[] there = ClassCopy.of(in.readAllBytes(), plain, name -> place + name);
            return ClassCopy.of(there, PATTERN, name -> place + READER);
        }
    }

    /** Lets the hooks ask a reader: in the first place the one of OpenTelemetry's agent, which knows of the other ones' spans. */
    private void publish(@Nullable ClassLoader loader, Object reader) {
        Object[] tables = tables();
        Object[] readers = (Object[]) tables[1];
        int[] failed = (int[]) tables[2];
        int place = 0;
        int places = 1;
        for (int i = 1; i < readers.length; i++) {
            boolean free = readers[i] == null || ((WeakReference<?>) readers[i]).get() == null;
            if (free && place == 0 && loader != null) {
                place = i;
            }
            if (!free || place == i) {
                places = i + 1;
            }
        }
        if (place == 0 && loader != null) {
            System.err.println("loomscope: spans of an OpenTelemetry are not read: too many copies of it");
            return;
        }
        failed[place] = 0;
        PLACES.setRelease(readers, place, new WeakReference<>(reader));
        hooks.configure(Control.TRACES, places);
    }
}
