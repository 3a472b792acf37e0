package dev.loomscope.view.shell;

import java.util.stream.Collectors;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.findings.FindingPlaces;

/** The places that findings of a session lead to. */
final class FindingLinks implements FindingPlaces {
    private final SessionViewModel session;

    FindingLinks(SessionViewModel session) {
        this.session = session;
    }

    @Override
    public void timeline(Finding finding) {
        session.places().open(finding);
    }

    @Override
    public void task(long id) {
        int row = session.model().tasks().row(id);
        if (row >= 0) {
            session.viewProperty().set(ViewName.TIMELINE);
            session.tasks().goTo(row);
        }
    }

    @Override
    public void tasks(Finding finding) {
        session.filter().textProperty()
                .set(finding.tasks().stream().map(String::valueOf).collect(Collectors.joining(",", "id:", "")));
        session.viewProperty().set(ViewName.TASKS);
    }

    @Override
    public void pool(int id) {
        session.viewProperty().set(ViewName.POOLS);
        session.pools().selectedProperty().set(id);
    }

    @Override
    public String taskName(long id) {
        TaskTable tasks = session.model().tasks();
        int row = tasks.row(id);
        return tasks.known(row) ? tasks.name(row) : "";
    }

    @Override
    public String poolName(int id) {
        return session.model().names().pool(id);
    }

    @Override
    public String moment(long time) {
        return session.momentsProperty().get().of(time);
    }
}
