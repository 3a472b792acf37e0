package dev.loomscope.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.filter.RowSearch;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Counts;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SiteStats;
import dev.loomscope.model.TaskKind;
import org.jspecify.annotations.Nullable;

/** A session in figures and findings: as JSON for programs, as text for people. Immutable. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Document document;
    private final List<Finding> findings;

    private Report(Document document, List<Finding> findings) {
        this.document = document;
        this.findings = findings;
    }

    // The JSON's shape: the components' names and order are the document's.

    record Document(
            SessionPart session, EventsPart events, Map<String, Object> tasks, long polls, List<PoolPart> pools,
            List<SitePart> sites, List<FindingPart> findings, ReportExtras.CountedPart counted,
            ReportExtras.@Nullable ProcessPart process, List<ReportExtras.FailurePart> failures,
            List<VirtualWaits.WaitPart> virtualThreadWaits,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FilterPart filter) {}

    /** Findings are those that have to do with the tasks that match; all other figures are those of the whole session. */
    record FilterPart(String text, int matching, int tasks, int findingsLeftOut) {}

    record SessionPart(
            long pid, String main, String jdk, String start, double durationMs, List<ReportExtras.HookPart> hooks) {}

    record EventsPart(long received, long dropped, Map<String, Long> droppedByCategory) {}

    record Micros(double p50, double p90, double p99, double max) {
        static Micros of(LongSummary ns) {
            return new Micros(Units.micros(ns.p50()), Units.micros(ns.p90()), Units.micros(ns.p99()),
                    Units.micros(ns.max()));
        }
    }

    record PoolPart(
            String name, String kind, int size, @Nullable Integer max, int queuePeak, long tasks,
            double saturatedFraction,
            Micros waitUs, Micros runUs, ReportExtras.@Nullable CountedWaitPart countedWaitUs) {}

    record SitePart(
            String site, String taskClass, long tasks, long failed, Micros waitUs, Micros runUs,
            ReportExtras.@Nullable CountedWaitPart countedWaitUs, long countedUnmounts) {}

    record FindingPart(
            String kind, String severity, String summary, String remedy, @Nullable String pool, List<Long> tasks,
            List<String> threads, double fromMs, double toMs, List<String> stack, Map<String, Object> evidence) {}

    /** The report of a model as it stands. */
    public static Report of(SessionModel model, Thresholds thresholds) {
        return of(model, thresholds, null);
    }

    /** As above, with the findings alone that have to do with some tasks; null where all are wanted. */
    public static Report of(SessionModel model, Thresholds thresholds, @Nullable WantedTasks wanted) {
        long now = model.now();
        List<Finding> all = Insight.findings(model, thresholds, now);
        List<Finding> findings = all;
        FilterPart filter = null;
        if (wanted != null) {
            RowSet rows = RowSearch.find(wanted.filter(), model, now, 0);
            findings = FindingMatch.of(all, rows, model);
            filter = new FilterPart(wanted.text(), rows.count(), rows.known(), all.size() - findings.size());
        }
        var info = model.info();
        Document document = new Document(
                new SessionPart(info.pid(), info.main(), info.jdk(), info.start().toString(), Units.millis(now),
                        ReportExtras.hooks(model)),
                new EventsPart(model.eventsReceived(), model.eventsDropped(), model.lossesByCategory()), tasks(model),
                model.polls(),
                model.pools().stream().map(Report::pool).toList(),
                model.siteStats().stream().map(Report::site).toList(),
                findings.stream().map(finding -> part(finding, model)).toList(), ReportExtras.counted(model),
                ReportExtras.process(model), ReportExtras.failures(model), VirtualWaits.of(model), filter);
        return new Report(document, findings);
    }

    private static Map<String, Object> tasks(SessionModel model) {
        Map<String, Object> tasks = counts(model.counts());
        Map<String, Object> byKind = new LinkedHashMap<>();
        for (TaskKind kind : List.of(TaskKind.EXECUTOR, TaskKind.VIRTUAL_THREAD, TaskKind.FORK_JOIN,
                TaskKind.COMPLETABLE_FUTURE, TaskKind.SCHEDULED, TaskKind.STRUCTURED, TaskKind.THREAD)) {
            Map<String, Object> fields = counts(model.counts(kind));
            fields.put("countedOnly", model.countedOnly(kind));
            byKind.put(kind.label(), fields);
        }
        tasks.put("byKind", byKind);
        return tasks;
    }

    private static Map<String, Object> counts(Counts counts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("submitted", counts.submitted());
        fields.put("completed", counts.completed());
        fields.put("failed", counts.failed());
        fields.put("cancelled", counts.cancelled());
        fields.put("rejected", counts.rejected());
        fields.put("live", counts.live());
        fields.put("unseenEnds", counts.unseenEnds());
        return fields;
    }

    private static PoolPart pool(Pool pool) {
        return new PoolPart(pool.name(), pool.kind(), pool.size(), pool.max() == Pool.UNBOUNDED ? null : pool.max(),
                pool.queuePeak(), pool.tasks(), pool.saturatedFraction(), Micros.of(pool.waits()),
                Micros.of(pool.runs()), ReportExtras.waits(pool.countedWaits()));
    }

    private static SitePart site(SiteStats site) {
        return new SitePart(site.site(), site.taskClass(), site.tasks(), site.failed(), Micros.of(site.waits()),
                Micros.of(site.runs()), ReportExtras.waits(site.countedWaits()), site.countedUnmounts());
    }

    private static FindingPart part(Finding finding, SessionModel model) {
        Integer pool = finding.pool();
        return new FindingPart(finding.kind(), finding.severity().label(), finding.summary(), finding.remedy(),
                pool == null ? null : model.names().pool(pool), finding.tasks(), finding.threads(),
                Units.millis(finding.from()), Units.millis(finding.to()), finding.stack(), finding.evidence());
    }

    public List<Finding> findings() {
        return findings;
    }

    /** The report as JSON, indented, with a line end behind it. */
    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written as JSON", e);
        }
    }

    /** The report as lines for people. */
    public String toText() {
        return new ReportText(document).text();
    }
}
