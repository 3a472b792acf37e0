package dev.loomscope.view.theme;

import java.util.Map;

/** What people call the program that a JVM runs, by its main class or file. */
public final class ProgramName {
    /** Launchers whose class says less than the tool's own name. */
    private static final Map<String, String> TOOLS = Map.of(
            "org.codehaus.plexus.classworlds.launcher.Launcher", "Maven",
            "org.gradle.launcher.daemon.bootstrap.GradleDaemon", "Gradle daemon",
            "org.gradle.wrapper.GradleWrapperMain", "Gradle wrapper",
            "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider", "jshell",
            "jdk.jshell.execution.RemoteExecutionControl", "jshell, its code",
            "jdk.compiler/com.sun.tools.javac.Main", "javac",
            "org.apache.catalina.startup.Bootstrap", "Tomcat");

    private ProgramName() {}

    /** A class without its package, a jar without its directory and ending, a source file without its directory. */
    public static String of(String main) {
        String program = main.strip();
        String tool = TOOLS.get(program);
        if (tool != null) {
            return tool;
        }
        boolean file = program.endsWith(".jar") || program.endsWith(".java");
        int cut = file
                ? Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'))
                : Math.max(program.lastIndexOf('.'), program.lastIndexOf('/'));
        String name = program.substring(cut + 1);
        return name.endsWith(".jar") && name.length() > 4 ? name.substring(0, name.length() - 4) : name;
    }
}
