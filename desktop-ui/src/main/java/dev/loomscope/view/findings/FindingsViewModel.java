package dev.loomscope.view.findings;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.filter.RowSet;
import dev.loomscope.insight.Finding;
import dev.loomscope.insight.FindingMatch;
import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Severity;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;
import dev.loomscope.view.filter.FilterViewModel;
import dev.loomscope.view.theme.Moments;

/** What is wrong, judged twice a second on another thread while there is something new. The window's thread owns it. */
public final class FindingsViewModel {
    private static final long EVERY = 500_000_000L;

    private final FilterViewModel filter;
    private final Supplier<SessionModel> model;
    private final Renewal judging;
    private final ObjectProperty<
            Thresholds> thresholds = new SimpleObjectProperty<>(this, "thresholds", Thresholds.DEFAULT);
    private final ReadOnlyObjectWrapper<
            List<Finding>> findings = new ReadOnlyObjectWrapper<>(this, "findings", List.of());
    private final ReadOnlyObjectWrapper<
            List<Finding>> matching = new ReadOnlyObjectWrapper<>(this, "matching", List.of());
    private final ObjectProperty<Moments> moments = new SimpleObjectProperty<>(this, "moments", Moments.COUNTED);
    private final ReadOnlyStringWrapper opened = new ReadOnlyStringWrapper(this, "opened", "");
    private final ReadOnlyBooleanWrapper judged = new ReadOnlyBooleanWrapper(this, "judged");
    private long judgedVersion = -1;

    /**
     * @param background where it is judged
     * @param window the window's thread
     * @param clock ns, for how often to judge
     */
    public FindingsViewModel(FilterViewModel filter, Supplier<SessionModel> model, Executor background,
            Executor window, LongSupplier clock) {
        this.filter = filter;
        this.model = model;
        judging = new Renewal(background, window, clock, EVERY, 0, this::begin);
        thresholds.subscribe(_ -> judgedVersion = -1);
        filter.rowsProperty().subscribe(_ -> match());
    }

    /** From where on something is a finding. */
    public ObjectProperty<Thresholds> thresholdsProperty() {
        return thresholds;
    }

    /** How times are written. */
    public ObjectProperty<Moments> momentsProperty() {
        return moments;
    }

    /** The findings, the worst first. */
    public ReadOnlyObjectProperty<List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** Those of the findings that have to do with what the session's filter wants. */
    public ReadOnlyObjectProperty<List<Finding>> matchingProperty() {
        return matching.getReadOnlyProperty();
    }

    /** Whether there was anything to judge yet, and it was judged. */
    public ReadOnlyBooleanProperty judgedProperty() {
        return judged.getReadOnlyProperty();
    }

    /** The session's filter. */
    FilterViewModel filter() {
        return filter;
    }

    private void match() {
        RowSet wanted = filter.rowsProperty().get();
        List<Finding> all = findings.get();
        List<Finding> next = wanted == null ? all : FindingMatch.of(all, wanted, model.get());
        if (!next.equals(matching.get())) {
            matching.set(next);
        }
    }

    /** {@link Finding#id} of the one that was opened last, empty where none was. */
    public ReadOnlyStringProperty openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** Remembers which one is looked at. */
    public void opened(Finding finding) {
        opened.set(finding.id());
    }

    /** The worst there is. */
    public Severity worst() {
        return findings.get().stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.INFO);
    }

    /** Forgets when it was judged last: another model took the place of the one before. */
    public void modelReplaced() {
        judgedVersion = -1;
    }

    /** Some time passed: judges anew where that is due. */
    public void refresh() {
        if (judging.isDue() && model.get().version() != judgedVersion) {
            judging.run();
        }
    }

    private Renewal.Work begin() {
        SessionModel of = model.get();
        long version = of.version();
        judgedVersion = version;
        Thresholds by = thresholds.get();
        return () -> {
            List<Finding> found = Insight.findings(of, by, of.now());
            return () -> show(of, version, found);
        };
    }

    private void show(SessionModel of, long version, List<Finding> found) {
        if (of == model.get() && !found.equals(findings.get())) {
            findings.set(found);
            match();
        }
        judged.set(judged.get() || version > 0);
    }
}
