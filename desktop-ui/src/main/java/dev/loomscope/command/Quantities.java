package dev.loomscope.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.shell.ScreenName;
import dev.loomscope.view.theme.Theme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How quantities are written on the command line. */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})([kmgt]?)b?");
    private static final Pattern PID = Pattern.compile("\\d{1,18}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    private Quantities() {}

    /** Time as {@code 500ms}, {@code 30s}, {@code 1.5m}, {@code 2h}; a number alone is seconds. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher matcher = match(DURATION, text, "a time as 500ms, 30s, 5m or 1h");
            long unit = switch (matcher.group(2)) {
                case "ms" -> 1_000_000L;
                case "m" -> 60_000_000_000L;
                case "h" -> 3_600_000_000_000L;
                default -> 1_000_000_000L;
            };
            return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
        }
    }

    /** Bytes as {@code 4096}, {@code 64k}, {@code 100m}, {@code 1g}. */
    static final class BytesConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher matcher = match(BYTES, text.toLowerCase(Locale.ROOT), "a number of bytes as 64k, 100m or 1g");
            int shift = "kmgt".indexOf(matcher.group(2)) * 10 + (matcher.group(2).isEmpty() ? 0 : 10);
            long bytes = Long.parseLong(matcher.group(1));
            if (bytes == 0 || bytes > Long.MAX_VALUE >> shift) {
                throw new TypeConversionException("'" + text + "' is out of bounds");
            }
            return bytes << shift;
        }
    }

    /** A process's number. */
    static final class PidConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Long.valueOf(match(PID, text, "a PID: list shows the JVMs of this machine").group());
        }
    }

    /** Width and height in pixels. */
    record Size(int width, int height) {}

    /** Pixels as {@code 1600x900}. */
    static final class SizeConverter implements ITypeConverter<Size> {
        @Override
        public Size convert(String text) {
            Matcher matcher = match(SIZE, text, "a width and height as 1600x900");
            Size size = new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (size.width() < 320 || size.height() < 200 || size.width() > 7680 || size.height() > 4320) {
                throw new TypeConversionException("'" + text + "' is out of bounds: 320x200 to 7680x4320");
            }
            return size;
        }
    }

    /** A screen, by its word. */
    static final class ScreenConverter implements ITypeConverter<ScreenName> {
        @Override
        public ScreenName convert(String text) {
            return ScreenName.of(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no screen: " + ScreenName.words()));
        }
    }

    /** What the timeline's rows are, by its word. */
    static final class RowsConverter implements ITypeConverter<ArrangedBy> {
        @Override
        public ArrangedBy convert(String text) {
            return ArrangedBy.of(text).orElseThrow(() -> new TypeConversionException("'" + text
                    + "' is no arrangement: "
                    + Arrays.stream(ArrangedBy.values()).map(ArrangedBy::word).collect(Collectors.joining(", "))));
        }
    }

    /** A stretch of time from the begin of a recording. */
    record Stretch(Duration from, Duration to) {
        @Override
        public String toString() {
            return Seconds.text(from.toNanos()) + ".." + Seconds.text(to.toNanos());
        }
    }

    /** A stretch of time as {@code 2s..8.5s}. */
    static final class StretchConverter implements ITypeConverter<Stretch> {
        @Override
        public Stretch convert(String text) {
            int dots = text.indexOf("..");
            if (dots < 0) {
                throw new TypeConversionException("'" + text + "' is not a stretch of time as 2s..8s");
            }
            DurationConverter duration = new DurationConverter();
            Stretch stretch = new Stretch(duration.convert(text.substring(0, dots)),
                    duration.convert(text.substring(dots + 2)));
            if (stretch.from().compareTo(stretch.to()) >= 0) {
                throw new TypeConversionException("'" + text + "' ends before it begins");
            }
            return stretch;
        }
    }

    /** {@code dark} or {@code light}. */
    static final class ThemeConverter implements ITypeConverter<Theme> {
        @Override
        public Theme convert(String text) {
            return switch (text) {
                case "dark" -> Theme.DARK;
                case "light" -> Theme.LIGHT;
                default -> throw new TypeConversionException("'" + text + "' is not dark or light");
            };
        }
    }

    private static Matcher match(Pattern pattern, String text, String wanted) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not " + wanted);
        }
        return matcher;
    }
}
