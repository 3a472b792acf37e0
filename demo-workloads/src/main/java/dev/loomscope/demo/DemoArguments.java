package dev.loomscope.demo;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param name the demo
 * @param fixed the healed twin instead of the mistake
 * @param length how long it runs, or null for until it is told to end
 * @param seed the same seed gives the same customers
 * @param parentWatch end when standard input ends
 * @param verbose say more while running
 * @param list only list the demos
 * @param help only print the usage
 */
record DemoArguments(
        String name,
        boolean fixed,
        @Nullable Duration length,
        long seed,
        boolean parentWatch,
        boolean verbose,
        boolean list,
        boolean help) {
    static final String USAGE = """
            java -jar loomscope-demos.jar [NAME] [--fixed] [--for TIME] [--seed N] [--parent-watch] [--verbose]
            java -jar loomscope-demos.jar --list

              NAME            which demo; webshop where none is named
              --fixed         its healed twin
              --for TIME      how long: 500ms, 20s, 2m; otherwise until it is interrupted
              --seed N        other customers (default 42)
              --parent-watch  end when standard input ends
              --verbose       say more
              --list          what there is, and which finding each raises""";

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final long SEED = 42;

    static DemoArguments parse(String... arguments) throws UsageException {
        Reader reader = new Reader();
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            reader.read(words.next(), words);
        }
        return reader.result();
    }

    static Duration time(String text) throws UsageException {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("--for " + text + " is no time; write it as 500ms, 20s or 2m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** Collects the arguments word by word. */
    private static final class Reader {
        private @Nullable String name;
        private @Nullable Duration length;
        private long seed = SEED;
        private boolean fixed;
        private boolean parentWatch;
        private boolean verbose;
        private boolean list;
        private boolean help;

        void read(String word, Iterator<String> following) throws UsageException {
            switch (word) {
                case "--fixed" -> fixed = true;
                case "--parent-watch" -> parentWatch = true;
                case "--verbose" -> verbose = true;
                case "--list" -> list = true;
                case "--help", "-h" -> help = true;
                case "--for" -> length = time(value(word, following));
                case "--seed" -> seed = number(word, value(word, following));
                default -> readName(word);
            }
        }

        private void readName(String word) throws UsageException {
            if (word.startsWith("-")) {
                throw new UsageException("option " + word + " is unknown; --help shows those there are");
            }
            if (name != null) {
                throw new UsageException("both " + name + " and " + word + " are named; one demo runs at a time");
            }
            if (!Demos.has(word)) {
                throw new UsageException("demo " + word + " is unknown; there are " + Demos.names());
            }
            name = word;
        }

        private static String value(String option, Iterator<String> following) throws UsageException {
            if (!following.hasNext()) {
                throw new UsageException(option + " needs a value; --help shows which");
            }
            return following.next();
        }

        private static long number(String option, String text) throws UsageException {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new UsageException(option + " " + text + " is no whole number");
            }
        }

        DemoArguments result() {
            String chosen = name == null ? Demos.ALL.getFirst().name() : name;
            return new DemoArguments(chosen, fixed, length, seed, parentWatch, verbose, list, help);
        }
    }
}
