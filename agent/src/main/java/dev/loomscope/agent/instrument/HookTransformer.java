package dev.loomscope.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Puts the hooks into the JDK's classes whenever these are retransformed, by us or by another agent. Any thread may call it;
 * what it learns on the way is kept under its own lock.
 */
final class HookTransformer implements ClassFileTransformer, Retransformation.Failures {
    /** By the names of their classes. */
    private final Map<String, List<HookPoint>> points = new HashMap<>();

    private final HookNames names;
    private final Set<String> changed = new HashSet<>();
    private final Set<String> inserted = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Integer> constants = new HashMap<>();

    /** Whether classes are changed as they are loaded. */
    private volatile boolean whenLoaded;

    HookTransformer(List<HookPoint> points, HookNames names) {
        this.names = names;
        for (HookPoint point : points) {
            List<HookPoint> before = this.points.get(point.target());
            List<HookPoint> all = before == null ? new ArrayList<>() : before;
            all.add(point);
            this.points.put(point.target(), all);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        if ((redefined == null && !whenLoaded) || loader != null || className == null
                || !points.containsKey(className)) {
            return null;
        }
        try {
            byte[] result = transform(className, code);
            changed(className);
            return result;
        } catch (RuntimeException | LinkageError e) {
            failed(className, e);
            return null;
        }
    }

    /**
     * Lets classes be changed as they are loaded, too, or not any more. That is for the time before the application's threads
     * run: these are not to do the agent's work.
     */
    void whenLoaded(boolean change) {
        whenLoaded = change;
    }

    private synchronized void changed(String className) {
        changed.add(className);
    }

    /** Those of the classes that have not got their hooks yet. */
    synchronized Set<Class<?>> remaining(Set<Class<?>> types) {
        Set<Class<?>> remaining = new LinkedHashSet<>();
        for (Class<?> type : types) {
            if (!changed.contains(type.getName().replace('.', '/'))) {
                remaining.add(type);
            }
        }
        return remaining;
    }

    byte @Nullable [] transform(String className, byte[] code) {
        List<HookPoint> here = points.getOrDefault(className, List.of());
        Found found = new Found(className);
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new InsertingVisitor(writer, className, here, names, found), 0);
        byte[] result = found.hooks.isEmpty() ? null : writer.toByteArray();
        note(found);
        return result;
    }

    private synchronized void note(Found found) {
        failures.remove(found.className);
        inserted.addAll(found.hooks);
        constants.putAll(found.constants);
    }

    @Override
    public synchronized void failed(String className, Throwable why) {
        failures.put(className, why.toString());
    }

    /** Why a class could not be changed, or null. */
    synchronized @Nullable String failure(String className) {
        return failures.get(className);
    }

    /** Whether the hook's call was inserted at least once. */
    synchronized boolean isInserted(HookPoint point) {
        return inserted.contains(point.name());
    }

    /** An integer constant of a class that was transformed, or -1 where it has none of the name. */
    synchronized int constant(String className, String name) {
        return constants.getOrDefault(className + '.' + name, -1);
    }

    /** What was found in one class. */
    private static final class Found implements InsertingVisitor.Findings {
        private final String className;
        private final Set<String> hooks = new HashSet<>();
        private final Map<String, Integer> constants = new HashMap<>();

        Found(String className) {
            this.className = className;
        }

        @Override
        public void inserted(HookPoint point) {
            hooks.add(point.name());
        }

        @Override
        public void constant(String name, int value) {
            constants.put(className + '.' + name, value);
        }
    }
}
