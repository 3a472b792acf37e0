package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions of the hook classes a JVM has, by the digest in their names, and which of them the JDK's classes call. */
final class HookVersions {
    private static final Pattern NAME = Pattern.compile("java[./]lang[./]Loomscope[A-Za-z]+_([0-9a-f]+)");

    private HookVersions() {}

    /** As in {@code classes={1a2b=33} called=[1a2b]}. */
    static String look(Instrumentation instrumentation) throws Exception {
        Map<String, Integer> classes = new TreeMap<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            Matcher name = NAME.matcher(type.getName());
            if (name.matches()) {
                classes.merge(name.group(1), 1, Integer::sum);
            }
        }
        Set<String> called = new TreeSet<>();
        for (byte[] code : Probe.look(instrumentation).values()) {
            Matcher name = NAME.matcher(new String(code, StandardCharsets.ISO_8859_1));
            while (name.find()) {
                called.add(name.group(1));
            }
        }
        return "classes=" + classes + " called=" + called;
    }
}
