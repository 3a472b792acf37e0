package dev.loomscope.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the number of a process means that process: one start of one machine, and one name space of processes in it. */
public final class PidSpace {
    /** The field of an endpoint file that says where its pid is one. */
    public static final String FIELD = "pidsOf";

    private PidSpace() {}

    /** Where our own pid is one; empty where the operating system does not say. */
    public static String here() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + ' '
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
