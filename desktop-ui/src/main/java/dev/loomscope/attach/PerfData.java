package dev.loomscope.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of the performance counters that a HotSpot JVM keeps in a file of its own. Reading them asks nothing of the JVM,
 * so one that hangs or is stopped is seen like any other.
 *
 * <pre>
 *   file  = magic 4, byte order 1, major 1, minor 1, accessible 1, used 4, overflow 4, time 8, entries at 4, entries 4
 *   entry = length 4, name at 4, vector length 4, type 1, flags 1, units 1, variability 1, data at 4
 * </pre>
 *
 * <p>The magic is big-endian, all else as the byte order says (0 big, 1 little). The file changes while it is read: whatever
 * does not fit ends the reading, and what was found so far stands.
 */
final class PerfData {
    private static final int MAGIC = 0xCAFEC0C0;
    private static final int HEADER = 32;
    private static final int ENTRY = 20;
    private static final int MAX_LENGTH = 4 << 20;

    private final Map<String, String> texts = new HashMap<>();

    private PerfData() {}

    /** Reads the counters of a file; empty where there is no such file, it may not be read, or it is something else. */
    static Optional<PerfData> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(MAX_LENGTH));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<PerfData> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || in.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        in.order(in.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        PerfData data = new PerfData();
        long at = in.getInt(24);
        for (int left = in.getInt(28); left > 0 && at >= HEADER && at + ENTRY <= bytes.length; left--) {
            int length = in.getInt((int) at);
            if (length < ENTRY || at + length > bytes.length) {
                break;
            }
            data.entry(in, (int) at, length);
            at += length;
        }
        return Optional.of(data);
    }

    private void entry(ByteBuffer in, int at, int length) {
        int name = in.getInt(at + 4);
        int vector = in.getInt(at + 8);
        int data = in.getInt(at + 16);
        boolean text = in.get(at + 12) == 'B' && vector > 0;
        if (text && name >= ENTRY && name < length && data >= ENTRY && data <= length - vector) {
            texts.put(text(in, at + name, length - name), text(in, at + data, vector));
        }
    }

    private static String text(ByteBuffer in, int at, int limit) {
        int length = 0;
        while (length < limit && in.get(at + length) != 0) {
            length++;
        }
        byte[] utf8 = new byte[length];
        in.get(at, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The text of a counter, empty where there is none. */
    String text(String counter) {
        return texts.getOrDefault(counter, "");
    }

    /** The command as the JVM knows it: main class or jar, then the arguments. */
    String command() {
        return text("sun.rt.javaCommand");
    }

    /** Version of the JDK, as {@code 25.0.3}. */
    String jdk() {
        return text("java.property.java.version");
    }

    /** Whether the JVM takes part in attach, as far as it says. */
    boolean attachable() {
        return !text("sun.rt.jvmCapabilities").startsWith("0");
    }
}
