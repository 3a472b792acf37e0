package dev.loomscope.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What the agent was told on its command line or by who attached it.
 *
 * @param listenHost address to listen on; loopback unless said otherwise
 * @param listenPort port to listen on; 0 takes a free one
 * @param record file to record into from the first event on, or null
 * @param ringBytes size of one thread's ring, a power of two
 * @param stackAfter a task that runs longer has its stack sampled
 * @param maxSize the recording keeps at most so many bytes
 * @param budget events to record per second; what comes faster is recorded in windows and counted exactly, {@code 0} counts
 *     only, {@link #UNLIMITED} records everything
 * @param tokenFile file that holds the token in hex, or null for a random token
 * @param leaveAfter where nobody was connected for so long the agent detaches by itself; null: never
 */
public record AgentOptions(
        String listenHost,
        int listenPort,
        @Nullable Path record,
        int ringBytes,
        Duration stackAfter,
        long maxSize,
        long budget,
        @Nullable Path tokenFile,
        @Nullable Duration leaveAfter) {
    /** No budget. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long BUDGET = 1_000_000;
    private static final long LEAST_RING = 4 << 10;
    private static final long MOST_RING = 1 << 20;
    private static final long LEAST_FILE = 64 << 10;

    /** What holds when nothing is said. */
    public static AgentOptions defaults() {
        return new AgentOptions("127.0.0.1", 0, null, 64 << 10, Duration.ofSeconds(1), 1L << 30, BUDGET, null,
                null);
    }

    /**
     * Reads {@code key=value,...}. What cannot be understood is left at its default and told in one line: bad arguments are
     * no reason for an application not to start.
     *
     * @param arguments may be null or empty
     * @param warnings takes one line for each thing that was passed over
     */
    public static AgentOptions parse(@Nullable String arguments, Consumer<String> warnings) {
        AgentOptions options = defaults();
        if (arguments == null || arguments.isBlank()) {
            return options;
        }
        for (String argument : arguments.split(",", -1)) {
            if (argument.isBlank()) {
                continue;
            }
            int equals = argument.indexOf('=');
            try {
                if (equals < 0) {
                    throw new IllegalArgumentException("it has no value");
                }
                options = options.with(argument.substring(0, equals).strip(), argument.substring(equals + 1).strip());
            } catch (IllegalArgumentException | ArithmeticException e) {
                warnings.accept("option passed over: " + argument + " (" + e.getMessage() + ")");
            }
        }
        return options;
    }

    private AgentOptions with(String key, String value) {
        return switch (key) {
            case "listen" -> withListen(value);
            case "record" -> new AgentOptions(listenHost, listenPort, path(value), ringBytes, stackAfter, maxSize,
                    budget, tokenFile, leaveAfter);
            case "ring" -> new AgentOptions(
                    listenHost,
                    listenPort,
                    record,
                    (int) Long.highestOneBit(within(size(value), LEAST_RING, MOST_RING)),
                    stackAfter,
                    maxSize,
                    budget,
                    tokenFile,
                    leaveAfter);
            case "stack-after" -> new AgentOptions(listenHost, listenPort, record, ringBytes, duration(value), maxSize,
                    budget, tokenFile, leaveAfter);
            case "max-size" -> new AgentOptions(
                    listenHost,
                    listenPort,
                    record,
                    ringBytes,
                    stackAfter,
                    within(size(value), LEAST_FILE, Long.MAX_VALUE),
                    budget,
                    tokenFile, leaveAfter);
            case "token-file" -> new AgentOptions(listenHost, listenPort, record, ringBytes, stackAfter, maxSize,
                    budget, path(value), leaveAfter);
            case "budget" -> new AgentOptions(listenHost, listenPort, record, ringBytes, stackAfter, maxSize,
                    value.equals("unlimited") ? UNLIMITED : within(number(value), 0, UNLIMITED), tokenFile, leaveAfter);
            case "leave-after" -> new AgentOptions(listenHost, listenPort, record, ringBytes, stackAfter, maxSize,
                    budget, tokenFile, duration(value));
            default -> throw new IllegalArgumentException("no such option");
        };
    }

    private AgentOptions withListen(String value) {
        int colon = value.lastIndexOf(':');
        String host = colon < 0 ? "" : value.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("it takes HOST:PORT");
        }
        int port = (int) within(number(value.substring(colon + 1)), 0, 0xFFFF);
        return new AgentOptions(host, port, record, ringBytes, stackAfter, maxSize, budget, tokenFile,
                leaveAfter);
    }

    private static Path path(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("it takes a file");
        }
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("it takes a file", e);
        }
    }

    private static long size(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        int shift = text.endsWith("k") ? 10 : text.endsWith("m") ? 20 : text.endsWith("g") ? 30 : 0;
        long number = number(shift == 0 ? text : text.substring(0, text.length() - 1));
        return Math.multiplyExact(number, 1L << shift);
    }

    private static Duration duration(String value) {
        int digits = 0;
        while (digits < value.length() && Character.isDigit(value.charAt(digits))) {
            digits++;
        }
        long number = within(number(value.substring(0, digits)), 1, Integer.MAX_VALUE);
        return switch (value.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> throw new IllegalArgumentException("it takes a time such as 500ms or 2s");
        };
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + digits, e);
        }
    }

    private static long within(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range: least=" + least + " most=" + most);
        }
        return value;
    }
}
