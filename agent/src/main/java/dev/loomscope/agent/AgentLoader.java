package dev.loomscope.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's classes from its jar, apart from the application's. It asks nobody else for them first, and reads nothing but
 * the class: a URLClassLoader takes twice the time for each, while an application waits that starts.
 */
final class AgentLoader extends ClassLoader implements AutoCloseable {
    private static final String OURS = "dev.loomscope.";
    private static final String ENTRY = "dev.loomscope.agent.AgentEntry";
    private static final String NESTED = "jar:";
    private static final String INSIDE = "!/";

    static {
        registerAsParallelCapable();
    }

    private final ZipFile jar;
    private final ProtectionDomain domain;

    AgentLoader(URL location) throws IOException {
        super("loomscope", getPlatformClassLoader());
        try {
            jar = new ZipFile(Path.of(location.toURI()).toFile());
        } catch (URISyntaxException e) {
            throw new IOException("not a place of a jar: " + location, e);
        }
        domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null, this, null);
    }

    /** The jar that the JVM found a class of ours in, which is the first that it was given. */
    static URL first() {
        return AgentLoader.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /**
     * The agent's jar that the JVM was given last. Of all of them it asks the entry of the first, but who attaches another
     * version wants that. Opens every jar of the class path.
     */
    static URL latest() throws IOException {
        URL latest = first();
        String name = ENTRY.replace('.', '/').concat(".class");
        ClassLoader given = AgentLoader.class.getClassLoader();
        if (given == null) {
            return latest;
        }
        Enumeration<URL> entries = given.getResources(name);
        while (entries.hasMoreElements()) {
            String entry = entries.nextElement().toString();
            int inside = entry.lastIndexOf(INSIDE + name);
            if (entry.startsWith(NESTED) && inside > 0) {
                String jar = entry.substring(NESTED.length(), inside);
                if (!jar.equals(latest.toString()) && isAgent(jar)) {
                    latest = URI.create(jar).toURL();
                }
            }
        }
        return latest;
    }

    /** Whether a jar is the agent's and still there: another one may just hold its classes. */
    private static boolean isAgent(String location) {
        try (JarFile jar = new JarFile(Path.of(URI.create(location)).toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest != null
                    && ENTRY.equals(manifest.getMainAttributes().getValue(new Attributes.Name("Agent-Class")));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException
                | FileSystemNotFoundException e) {
            return false;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/').concat(".class"))) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** What stands in the jar; null where it has nothing of the name. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            ZipEntry entry = jar.getEntry(name);
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
