package dev.loomscope.view.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.ThresholdKeys;
import dev.loomscope.view.theme.Figures;

/** What can be set, and what follows from it; texts that make no sense are refused with what would. */
final class SettingsViewModel {
    /** What each kind of finding means, in a few words. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("stuck-task", "A task runs on with the same top of stack"),
            Map.entry("starvation-deadlock", "All workers wait for tasks queued behind them"),
            Map.entry("lock-cycle", "Threads wait for each other's locks"),
            Map.entry("pool-saturated", "All workers busy and tasks waiting"),
            Map.entry("queue-growing", "A queue rises without bound"),
            Map.entry("blocking-in-compute-pool", "Tasks block in a pool that should compute"),
            Map.entry("carrier-pinned", "A virtual thread waits and keeps its carrier"),
            Map.entry("carriers-starved", "Virtual threads could run and get no carrier"),
            Map.entry("never-yields", "A virtual thread never gives its carrier back"),
            Map.entry("failed-silently", "An exception that nobody asked the future for"),
            Map.entry("periodic-died", "An exception ended a periodic task"),
            Map.entry("periodic-overrun", "A periodic task is slower than its period"),
            Map.entry("cancel-ignored", "Cancelled, and runs on"),
            Map.entry("never-completed", "Nobody will complete a future that is waited for"),
            Map.entry("executor-leaked", "An executor nobody can reach was never shut down"),
            Map.entry("orphaned-child", "A child outlives what started it"),
            Map.entry("rejected", "A pool refuses tasks"),
            Map.entry("tiny-tasks", "Scheduling costs more than the work"),
            Map.entry("hot-lock", "Many tasks wait for one lock"));

    private final Settings settings;
    private final Workspace workspace;

    SettingsViewModel(Settings settings, Workspace workspace) {
        this.settings = settings;
        this.workspace = workspace;
    }

    Settings settings() {
        return settings;
    }

    List<String> kinds() {
        return Insight.kinds();
    }

    /** What a kind means; empty where there is nothing to add to its name. */
    String meaning(String kind) {
        return MEANINGS.getOrDefault(kind, "");
    }

    boolean isOn(String kind) {
        return !thresholds().off().contains(kind);
    }

    void turn(String kind, boolean on) {
        Set<String> off = new HashSet<>(thresholds().off());
        if (on ? off.remove(kind) : off.add(kind)) {
            settings.thresholdsProperty().set(thresholds().withOff(off));
        }
    }

    List<ThresholdKeys.Field> fields(String kind) {
        return ThresholdKeys.of(kind);
    }

    String text(ThresholdKeys.Field field) {
        return Long.toString(field.get().apply(thresholds()));
    }

    /** Takes a text for a threshold; what is wrong with it, empty where it was taken. */
    String set(ThresholdKeys.Field field, String text) {
        String problem = field.problem(text);
        if (problem.isEmpty()) {
            settings.thresholdsProperty().set(field.change().with(thresholds(), Long.parseLong(text.strip())));
        }
        return problem;
    }

    /** Whether a kind is set as it was at first. */
    boolean isUsual(String kind) {
        return isOn(kind) && fields(kind).stream()
                .allMatch(field -> field.get().apply(thresholds()).equals(field.get().apply(Thresholds.DEFAULT)));
    }

    void reset(String kind) {
        for (ThresholdKeys.Field field : fields(kind)) {
            settings.thresholdsProperty()
                    .set(field.change().with(thresholds(), field.get().apply(Thresholds.DEFAULT)));
        }
        turn(kind, true);
    }

    void resetFindings() {
        settings.thresholdsProperty().set(Thresholds.DEFAULT);
    }

    private Thresholds thresholds() {
        return settings.thresholdsProperty().get();
    }

    // ---- history

    /** Takes a text for the memory of a session, in MiB; what is wrong with it, empty where it was taken. */
    String setMemory(String text) {
        long most = (Runtime.getRuntime().maxMemory() / 4 * 3) >> 20;
        String wanted = "A whole number of MiB from 64 to " + most + ", three quarters of this program's heap";
        try {
            long value = Long.parseLong(text.strip());
            if (value < 64 || value > most) {
                return wanted;
            }
            settings.property(Keys.MEMORY).set(value);
            settings.save();
            return "";
        } catch (NumberFormatException _) {
            return wanted;
        }
    }

    /** What history takes now. */
    String memoryUsed() {
        long used = workspace.sessions().stream().mapToLong(session -> session.model().memory()).sum();
        int sessions = workspace.sessions().size();
        return sessions == 0 ? "No session is open."
                : "Used now: " + Figures.bytes(used) + " in " + Figures.counted(sessions, "session") + ".";
    }
}
