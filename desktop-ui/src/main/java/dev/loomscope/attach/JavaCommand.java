package dev.loomscope.attach;

import java.util.List;
import java.util.Set;

/** What a JVM runs, in one word, read from its command: the main class, the jar's file, the source file. */
final class JavaCommand {
    private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
            "--upgrade-module-path", "--add-modules", "--add-exports", "--add-opens", "--add-reads", "--limit-modules",
            "--patch-module", "--enable-native-access", "--source");
    private static final Set<String> SOURCE_LAUNCHERS = Set.of("jdk.compiler/com.sun.tools.javac.launcher.Main",
            "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher");

    private JavaCommand() {}

    /** From the JVM's own counter: main class or jar, a space, arguments. */
    static String main(String command) {
        int jar = command.indexOf(".jar ");
        int end = jar >= 0 && command.startsWith("/") ? jar + 4 : command.indexOf(' ');
        String first = end < 0 ? command : command.substring(0, end);
        if (SOURCE_LAUNCHERS.contains(first) && end > 0) {
            return main(command.substring(end + 1));
        }
        return word(first);
    }

    /** From the words of a command line, the launcher {@code java} first. */
    static String main(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                return i + 1 < words.size() ? word(words.get(i + 1)) : "";
            }
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-") && !word.startsWith("@")) {
                return word(word);
            }
        }
        return "";
    }

    private static String word(String main) {
        boolean file = main.endsWith(".jar") || main.endsWith(".java");
        return file ? main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1) : main;
    }
}
