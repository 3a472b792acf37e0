package dev.loomscope.view.timeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Track;

/**
 * What stands before a lane: the thread's name, but for carriers and fork/join workers what they are, as the JDK names them all
 * alike.
 */
final class LaneName {
    private static final Pattern CARRIER = Pattern.compile("ForkJoinPool-\\d+-worker-(\\d+)");

    private static final Pattern WORKER = Pattern.compile("ForkJoinPool(?:-\\d+|\\.commonPool)-worker-(\\d+)");

    private LaneName() {}

    static String of(Track track) {
        if (track instanceof Lane lane) {
            return lane.kind() == Lane.Kind.CARRIER ? carrier(lane.name()) : worker(lane.name());
        }
        return track.name();
    }

    /** A fork/join worker by its number: its pool's name stands above it. */
    static String worker(String thread) {
        Matcher matcher = WORKER.matcher(thread);
        return matcher.matches() ? "worker-" + matcher.group(1) : thread;
    }

    /** A carrier by its number; a name that the JDK did not give stays. */
    static String carrier(String thread) {
        Matcher matcher = CARRIER.matcher(thread);
        return matcher.matches() ? "carrier-" + matcher.group(1) : thread;
    }
}
