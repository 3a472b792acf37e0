package dev.loomscope.view.shell;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.filter.CompletionViewModel;
import dev.loomscope.view.filter.FilterViewModel;
import dev.loomscope.view.filter.FindViewModel;
import dev.loomscope.view.findings.FindingsViewModel;
import dev.loomscope.view.lanes.Wanted;
import dev.loomscope.view.pools.PoolAxis;
import dev.loomscope.view.pools.PoolsViewModel;
import dev.loomscope.view.range.RangeViewModel;
import dev.loomscope.view.replay.ReplayControl;
import dev.loomscope.view.replay.ReplayViewModel;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.tasks.TaskTableViewModel;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.ProgramName;
import dev.loomscope.view.timeline.TimelineModel;
import org.jspecify.annotations.Nullable;

/**
 * One open session, and what its views share: which view, which task is selected, where the timeline stands. The window's
 * thread owns it; {@link #refresh} is its pulse.
 */
public final class SessionViewModel implements AutoCloseable {
    private final Feed feed;
    private final ObjectProperty<ViewName> view = new SimpleObjectProperty<>(this, "view", ViewName.TIMELINE);
    private final ReadOnlyObjectWrapper<Banner> banner = new ReadOnlyObjectWrapper<>(this, "banner", Banner.NONE);
    private final ReadOnlyIntegerWrapper beat = new ReadOnlyIntegerWrapper(this, "beat");
    private final TimelineModel timeline = new TimelineModel();
    private final RangesInSight ranges = new RangesInSight(timeline);
    private final ReadOnlyObjectWrapper<
            Moments> moments = new ReadOnlyObjectWrapper<>(this, "moments", Moments.COUNTED);
    private final SessionPlaces places;
    private final Subscription remembered;
    private final FilterViewModel filter;
    private final CompletionViewModel completion;
    private final FindViewModel find;
    private final CompletionViewModel findCompletion;
    private final TaskTableViewModel tasks;
    private final PoolsViewModel pools;
    private final FindingsViewModel findings;
    private final RangeViewModel rangeFigures;
    private final StatsViewModel stats;
    private final StatusViewModel status;
    private final RecordViewModel record;
    private final @Nullable ReplayViewModel replay;
    private SessionModel shown;
    /** What was said above the views and has been read. */
    private String dismissed = "";

    SessionViewModel(Feed feed, Settings settings, Threads threads) {
        this.feed = feed;
        this.shown = feed.model();
        filter = new FilterViewModel(feed::model, threads.background(), threads.window(), System::nanoTime);
        ObjectProperty<List<String>> used = settings.property(Keys.FILTERS);
        completion = new CompletionViewModel(filter.textProperty(), feed::model, threads.background(), threads.window(),
                System::nanoTime, used);
        tasks = new TaskTableViewModel(filter, feed::model, threads.background(), threads.window(), System::nanoTime);
        find = new FindViewModel(feed::model, threads.background(), threads.window(), System::nanoTime,
                tasks.selectedProperty()::get, timeline::from, tasks::goTo);
        findCompletion = new CompletionViewModel(find.textProperty(), feed::model, threads.background(),
                threads.window(), System::nanoTime, used);
        findings = new FindingsViewModel(filter, feed::model, threads.background(), threads.window(),
                System::nanoTime);
        pools = new PoolsViewModel(feed::model, () -> findings.findingsProperty().get(), this::inSight,
                threads.background(), threads.window(), System::nanoTime);
        rangeFigures = new RangeViewModel(feed::model, threads.background(), threads.window(), System::nanoTime);
        stats = new StatsViewModel(feed::model);
        status = new StatusViewModel(feed, System::nanoTime);
        record = new RecordViewModel(feed, threads, settings);
        ReplayControl control = feed.replay();
        replay = control == null
                ? null
                : new ReplayViewModel(control, feed::model, threads.background(), threads.window());
        findings.thresholdsProperty().bind(settings.thresholdsProperty());
        findings.findingsProperty().subscribe(timeline::setFindings);
        timeline.setSession(shown, feed.isLive(), System.nanoTime());
        if (!feed.isLive()) {
            // Who opens a recording wants to see it, not its last seconds.
            timeline.fit(System.nanoTime());
        }
        filter.rowsProperty().subscribe(
                rows -> timeline.setFilter(rows == null ? null : new Wanted(filter.filterProperty().get(), rows)));
        filter.rowsProperty()
                .subscribe(rows -> rangeFigures.filterProperty().set(rows == null ? null : rows::contains));
        rangeFigures.rangeProperty().bind(timeline.rangeProperty());
        rangeFigures.wantedProperty().subscribe(tasks.withinProperty()::set);
        tasks.onReveal(row -> timeline.reveal().task(row, System.nanoTime()));
        timeline.selectedTaskProperty().bindBidirectional(tasks.selectedProperty());
        places = new SessionPlaces(this);
        remembered = SessionMemory.attach(this, settings);
        timeline.wallTimeProperty().subscribe(_ -> moments.set(timeline.moments()));
        tasks.momentsProperty().bind(moments);
        findings.momentsProperty().bind(moments);
        if (replay != null) {
            replay.momentsProperty().bind(moments);
        }
        view.subscribe(_ -> refresh());
    }

    /** What is watched, in a word or two. */
    public String title() {
        SessionInfo info = shown.info();
        String main = info.main();
        return info.equals(SessionInfo.UNKNOWN) || main.isBlank() ? feed.name() : ProgramName.of(main);
    }

    /** Which process it is, and on which JDK. */
    public String facts() {
        SessionInfo info = shown.info();
        return info.equals(SessionInfo.UNKNOWN) ? feed.isLive() ? "connecting" : "recording"
                : info.pid() + " · " + info.jdk();
    }

    public Feed feed() {
        return feed;
    }

    public SessionModel model() {
        return shown;
    }

    /** Which view is open. */
    public ObjectProperty<ViewName> viewProperty() {
        return view;
    }

    /** What has to be said above every view. */
    ReadOnlyObjectProperty<Banner> bannerProperty() {
        return banner.getReadOnlyProperty();
    }

    /** What is said above every view was read. */
    void dismissBanner() {
        dismissed = banner.get().text();
        record.dismiss();
        refresh();
    }

    public TimelineModel timeline() {
        return timeline;
    }

    /** What is wanted of tasks, on every screen. */
    public FilterViewModel filter() {
        return filter;
    }

    /** What completes the filter while it is typed. */
    CompletionViewModel completion() {
        return completion;
    }

    /** The search for tasks one after the other. */
    public FindViewModel find() {
        return find;
    }

    /** What completes what is looked for while it is typed. */
    CompletionViewModel findCompletion() {
        return findCompletion;
    }

    public TaskTableViewModel tasks() {
        return tasks;
    }

    public PoolsViewModel pools() {
        return pools;
    }

    public FindingsViewModel findings() {
        return findings;
    }

    /** What tasks did in the stretch of time that is chosen on the timeline. */
    public RangeViewModel rangeFigures() {
        return rangeFigures;
    }

    StatsViewModel stats() {
        return stats;
    }

    StatusViewModel status() {
        return status;
    }

    RecordViewModel record() {
        return record;
    }

    /** The bar of a recorded session; null where the session is live. */
    public @Nullable ReplayViewModel replay() {
        return replay;
    }

    /** The way to what one view speaks of and another one shows. */
    public SessionPlaces places() {
        return places;
    }

    /** How moments are written on every screen. */
    ReadOnlyObjectProperty<Moments> momentsProperty() {
        return moments.getReadOnlyProperty();
    }

    /** The time that the timeline has in sight. */
    private PoolAxis inSight() {
        return PoolAxis.of(timeline.from(), timeline.to(), shown.oldest(), shown.now());
    }

    /** How much time the timeline has in sight. */
    RangesInSight ranges() {
        return ranges;
    }

    /** Counts up with every {@link #refresh}. */
    ReadOnlyIntegerProperty beatProperty() {
        return beat.getReadOnlyProperty();
    }

    /** A few times a second: looks at what changed. */
    public void refresh() {
        SessionModel now = feed.model();
        if (now != shown) {
            shown = now;
            timeline.setSession(now, feed.isLive(), System.nanoTime());
            filter.modelReplaced();
            find.modelReplaced();
            tasks.modelReplaced();
            findings.modelReplaced();
            stats.modelReplaced();
            rangeFigures.modelReplaced();
            pools.modelReplaced();
        }
        moments.set(timeline.moments());
        filter.refresh();
        find.refresh();
        findings.refresh();
        stats.refresh();
        rangeFigures.refresh();
        if (view.get() != ViewName.TIMELINE) {
            // Nobody draws it, but other views speak of the time that it has in sight.
            timeline.advance(System.nanoTime());
        }
        switch (view.get()) {
            case TIMELINE, TASKS -> tasks.refresh();
            case POOLS -> pools.refresh();
            case FINDINGS -> {}
        }
        status.refresh();
        record.refresh();
        if (replay != null) {
            replay.refresh();
        }
        Banner next = Banner.of(feed, record);
        banner.set(next.text().equals(dismissed) ? Banner.NONE : next);
        ranges.refresh();
        beat.set(beat.get() + 1);
    }

    @Override
    public void close() {
        remembered.unsubscribe();
        feed.close();
    }
}
