package dev.loomscope.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
final class HookTransformer implements ClassFileTransformer {
    private final List<HookPoint> points;
    private final Set<String> targets = new HashSet<>();
    private final HookNames names;
    private final Set<String> inserted = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Integer> constants = new HashMap<>();

    HookTransformer(List<HookPoint> points, HookNames names) {
        this.points = points;
        this.names = names;
        for (HookPoint point : points) {
            targets.add(point.target());
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        if (redefined == null || loader != null || className == null || !targets.contains(className)) {
            return null;
        }
        try {
            return transform(className, code);
        } catch (RuntimeException | LinkageError e) {
            failed(className, e);
            return null;
        }
    }

    synchronized byte @Nullable [] transform(String className, byte[] code) {
        List<HookPoint> here = new ArrayList<>();
        for (HookPoint point : points) {
            if (point.target().equals(className)) {
                here.add(point);
            }
        }
        Set<String> found = new HashSet<>();
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new InsertingVisitor(writer, here, names, new InsertingVisitor.Findings() {
            @Override
            public void inserted(HookPoint point) {
                found.add(point.name());
            }

            @Override
            public void constant(String name, int value) {
                constants.put(className + '.' + name, value);
            }
        }), 0);
        inserted.addAll(found);
        return found.isEmpty() ? null : writer.toByteArray();
    }

    /** Notes that a class could not be changed. */
    synchronized void failed(String className, Throwable why) {
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
}
