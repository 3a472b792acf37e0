package dev.loomscope.agent.instrument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The classes of a JDK's java.base as they stand in its files, and the verifier of the JDK that runs the test over them. */
final class JdkImage implements AutoCloseable {
    private final FileSystem image;
    private final Path base;
    private final Object verifier;

    JdkImage(Path jdk) throws Exception {
        image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", jdk.toString()));
        base = image.getPath("modules", "java.base");
        verifier = verifier();
    }

    /** What this is compiled for does not have the verifier yet. */
    private Object verifier() throws Exception {
        Class<?> resolver = Class.forName("java.lang.classfile.ClassHierarchyResolver");
        Function<ClassDesc, InputStream> find = this::find;
        Object found = resolver.getMethod("ofResourceParsing", Function.class).invoke(null, find);
        Supplier<Map<?, ?>> cache = ConcurrentHashMap::new;
        Object cached = resolver.getMethod("cached", Supplier.class).invoke(found, cache);
        Object option = Class.forName("java.lang.classfile.ClassFile$ClassHierarchyResolverOption")
                .getMethod("of", resolver)
                .invoke(null, cached);
        Class<?> options = Class.forName("java.lang.classfile.ClassFile$Option");
        Object array = java.lang.reflect.Array.newInstance(options, 1);
        java.lang.reflect.Array.set(array, 0, option);
        return Class.forName("java.lang.classfile.ClassFile").getMethod("of", array.getClass()).invoke(null, array);
    }

    private InputStream find(ClassDesc type) {
        String name = type.descriptorString();
        Path file = file(name.substring(1, name.length() - 1));
        try {
            return Files.exists(file) ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String type) {
        return base.resolve(type + ".class");
    }

    boolean has(String type) {
        return Files.exists(file(type));
    }

    byte[] read(String type) throws IOException {
        return Files.readAllBytes(file(type));
    }

    /** What the verifier objects to in a class of this JDK. */
    List<?> verify(byte[] code) {
        try {
            return (List<?>) Class.forName("java.lang.classfile.ClassFile")
                    .getMethod("verify", byte[].class)
                    .invoke(verifier, code);
        } catch (ReflectiveOperationException e) {
            return List.of(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        image.close();
    }
}
