package dev.loomscope.insight;

import dev.loomscope.model.SessionModel;
import java.util.List;

/** A session in figures and findings: as JSON for programs, as text for people. Immutable. */
public final class Report {
    private final List<Finding> findings;

    private Report(List<Finding> findings) {
        this.findings = findings;
    }

    /** The report of a model as it stands. */
    public static Report of(SessionModel model, Thresholds thresholds) {
        return new Report(Insight.findings(model, thresholds, model.now()));
    }

    public List<Finding> findings() {
        return findings;
    }

    /** The report as JSON, indented, with a line end behind it. */
    public String toJson() {
        return "{}\n";
    }

    /** The report as lines for people. */
    public String toText() {
        return "";
    }
}
