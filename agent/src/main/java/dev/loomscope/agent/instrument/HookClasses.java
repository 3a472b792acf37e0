package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The installed copies of the hook classes. They are defined in the module java.base, so that every class of the JDK may call
 * them, under names of {@link HookNames}; there they stay until the JVM ends, and a later installation uses them again.
 */
final class HookClasses {
    private static final String MEMORY = "HookMemory";
    private static final String JDK = "Jdk";
    private static final List<
            String> COPIED = List.of(MEMORY, "Rings", "Ids", "TaskClasses", "TaskHooks", "VirtualThreadHooks");

    private final HookNames names;
    private final Map<String, Class<?>> classes = new LinkedHashMap<>();

    private HookClasses(HookNames names) {
        this.names = names;
    }

    /** Defines the hook classes, or finds those of an earlier installation. They are dead until {@link #use}. */
    static HookClasses install(JdkInternals jdk) throws ReflectiveOperationException {
        Map<String, byte[]> sources = new LinkedHashMap<>();
        CRC32 digest = new CRC32();
        for (String type : COPIED) {
            byte[] source = read(type);
            sources.put(type, source);
            digest.update(source);
        }
        digest.update(read(JDK));
        HookClasses installed = new HookClasses(new HookNames(String.format("%08x", digest.getValue())));
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
        installed.define(lookup, JDK, JdkClass.generate(jdk, installed.names.installed(JDK)));
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            installed.define(lookup, source.getKey(), installed.copy(source.getValue()));
        }
        for (Class<?> type : installed.classes.values()) {
            Class.forName(type.getName(), true, null);
        }
        return installed;
    }

    private void define(MethodHandles.Lookup lookup, String type, byte[] code) throws IllegalAccessException {
        Class<?> before = JdkInternals.find(names.installed(type).replace('/', '.'));
        classes.put(type, before == null ? lookup.defineClass(code) : before);
    }

    HookNames names() {
        return names;
    }

    /** Makes the installed hooks write into the given memory from now on; null makes them dead. */
    void use(@Nullable HookMemory memory) throws ReflectiveOperationException {
        Class<?> type = type(MEMORY);
        if (memory == null) {
            call("Rings", "use", new Class<?>[] {type}, new Object[1]);
            call("Ids", "reset", new Class<?>[] {int.class, int.class}, 0, 1);
            return;
        }
        RecordComponent[] components = HookMemory.class.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getAccessor().invoke(memory);
        }
        Object copy = type.getConstructor(types).newInstance(values);
        call("Ids", "reset", new Class<?>[] {int.class, int.class}, memory.classKeys().length, memory.sites().length);
        call("Rings", "use", new Class<?>[] {type}, copy);
    }

    /** Calls a public static method of an installed hook class. */
    void call(String type, String method, Class<?>[] types, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        type(type).getMethod(method, types).invoke(null, arguments);
    }

    private Class<?> type(String type) {
        Class<?> found = classes.get(type);
        if (found == null) {
            throw new IllegalArgumentException("no hook class: type=" + type);
        }
        return found;
    }

    private byte[] copy(byte[] source) {
        ClassWriter writer = new ClassWriter(0);
        Remapper remapper = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                return internalName.startsWith(HookNames.SOURCE)
                        ? names.installed(internalName.substring(HookNames.SOURCE.length()))
                        : internalName;
            }
        };
        new ClassReader(source).accept(new Plain(new ClassRemapper(writer, remapper)), 0);
        return writer.toByteArray();
    }

    private static byte[] read(String type) {
        String resource = '/' + HookNames.SOURCE + type + ".class";
        try (InputStream in = HookClasses.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the agent's jar is not whole: missing=" + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves out what a hook class does not need and java.base does not know: annotations, and methods that need linkage. */
    private static final class Plain extends ClassVisitor {
        private static final List<String> OBJECT_METHODS = List.of("toString", "hashCode", "equals");

        Plain(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(
                int reference, @Nullable TypePath path, String descriptor, boolean visible) {
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature,
                String @Nullable [] exceptions) {
            if (OBJECT_METHODS.contains(name)) {
                return null;
            }
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public @Nullable AnnotationVisitor visitTypeAnnotation(
                        int reference, @Nullable TypePath path, String annotation, boolean visible) {
                    return null;
                }

                @Override
                public @Nullable AnnotationVisitor visitInsnAnnotation(
                        int reference, @Nullable TypePath path, String annotation, boolean visible) {
                    return null;
                }
            };
        }
    }

    /** Names of all installed classes, with dots. */
    List<String> installedNames() {
        List<String> all = new ArrayList<>();
        classes.values().forEach(type -> all.add(type.getName()));
        return all;
    }
}
