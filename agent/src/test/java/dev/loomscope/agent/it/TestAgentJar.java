package dev.loomscope.agent.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/** A jar with an agent of the tests in it, the classes of the agent and of its tests, and ASM. */
final class TestAgentJar {
    private TestAgentJar() {}

    static Path build(Path directory) throws Exception {
        return build(directory, new Manifest(), CountingAgent.class, dev.loomscope.agent.Agent.class,
                CountingAgent.class);
    }

    /**
     * A jar with another of the tests' agents, and without a class of Loomscope's: what an application has first on its class
     * path would be started in place of the delivered agent.
     *
     * @param libraries what it needs besides ASM
     */
    static Path foreign(Path directory, Class<?> agent, Path... libraries) throws Exception {
        Manifest manifest = new Manifest();
        if (libraries.length > 0) {
            String place = Stream.of(libraries).map(library -> library.toUri().toString()).collect(joining(" "));
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, place);
        }
        return build(directory, manifest, agent);
    }

    private static Path build(Path directory, Manifest manifest, Class<?> agent, Class<?>... sources)
            throws Exception {
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", agent.getName());
        main.putValue("Agent-Class", agent.getName());
        main.putValue("Can-Redefine-Classes", "true");
        main.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve(agent.getSimpleName() + ".jar");
        Set<String> names = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> source : sources) {
                add(out, names, source);
            }
            addNest(out, names, agent);
            add(out, names, org.objectweb.asm.ClassReader.class);
        }
        return jar;
    }

    /** Where a class was loaded from. */
    static Path classes(Class<?> member) {
        try {
            return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class, and those that are inside of it. */
    private static void addNest(JarOutputStream out, Set<String> names, Class<?> host) throws Exception {
        String prefix = host.getName().replace('.', '/');
        Path directory = classes(host);
        try (Stream<Path> files = Files.list(directory.resolve(prefix).getParent())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (name.equals(prefix + ".class") || name.startsWith(prefix + '$')) {
                    add(out, names, name, Files.readAllBytes(file));
                }
            }
        }
    }

    private static void add(JarOutputStream out, Set<String> names, Class<?> member) throws Exception {
        Path source = classes(member);
        if (Files.isDirectory(source)) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    add(out, names, source.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            return;
        }
        try (JarFile from = new JarFile(source.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
                if (!entry.isDirectory()) {
                    try (var in = from.getInputStream(entry)) {
                        add(out, names, entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }

    private static void add(JarOutputStream out, Set<String> names, String name, byte[] bytes) throws IOException {
        if (name.endsWith(".class") && !name.endsWith("module-info.class") && names.add(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(bytes);
            out.closeEntry();
        }
    }
}
