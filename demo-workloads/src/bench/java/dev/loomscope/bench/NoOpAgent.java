package dev.loomscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.jspecify.annotations.Nullable;

/** An agent that does nothing: what it costs, every agent costs, for the JVM takes slower paths as soon as there is one. */
public final class NoOpAgent {
    private NoOpAgent() {}

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {}

    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {}

    /** Writes the agent's jar into a directory. */
    static Path write(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", NoOpAgent.class.getName());
        attributes.putValue("Agent-Class", NoOpAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("no-op-agent.jar");
        String entry = NoOpAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = NoOpAgent.class.getClassLoader().getResourceAsStream(entry)) {
            if (bytes == null) {
                throw new IOException("class=" + entry + " is not on the class path");
            }
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }
}
