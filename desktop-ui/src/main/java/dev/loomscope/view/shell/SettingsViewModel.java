package dev.loomscope.view.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.view.findings.FindingKind;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.ThresholdKeys;

/** What can be set, and what follows from it; texts that make no sense are refused with what would. */
final class SettingsViewModel {
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
        return FindingKind.of(kind).meaning();
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
