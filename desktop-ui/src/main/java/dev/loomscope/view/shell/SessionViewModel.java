package dev.loomscope.view.shell;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;

import dev.loomscope.filter.Completion;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.filter.CompletionViewModel;
import dev.loomscope.view.filter.FilterViewModel;
import dev.loomscope.view.filter.FindViewModel;
import dev.loomscope.view.findings.FindingsViewModel;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.pools.PoolAxis;
import dev.loomscope.view.pools.PoolSort;
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
    /** The ranges that the top bar offers, in ns; 0 is all. */
    static final List<Long> RANGES = List.of(10_000_000_000L, 60_000_000_000L, 300_000_000_000L, 0L);

    private final Feed feed;
    private final ObjectProperty<ViewName> view = new SimpleObjectProperty<>(this, "view", ViewName.TIMELINE);
    private final BooleanProperty live = new SimpleBooleanProperty(this, "live", true);
    private final ReadOnlyObjectWrapper<Banner> banner = new ReadOnlyObjectWrapper<>(this, "banner", Banner.NONE);
    private final ReadOnlyLongWrapper range = new ReadOnlyLongWrapper(this, "range", -1);
    private final ReadOnlyIntegerWrapper beat = new ReadOnlyIntegerWrapper(this, "beat");
    private final TimelineModel timeline = new TimelineModel();
    private final ReadOnlyObjectWrapper<
            Moments> moments = new ReadOnlyObjectWrapper<>(this, "moments", Moments.COUNTED);
    private final Subscription clock;
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
        timeline.arrangementProperty().set(Arrangement.read(settings.store().get(Keys.ARRANGEMENT)));
        timeline.arrangementProperty()
                .subscribe((_, next) -> settings.store().set(Keys.ARRANGEMENT, next.lasting().write()));
        clock = settings.property(Keys.CLOCK).subscribe(timeline.wallTimeProperty()::set);
        timeline.wallTimeProperty().subscribe((_, byTheClock) -> {
            moments.set(timeline.moments());
            settings.store().set(Keys.CLOCK, byTheClock);
            settings.save();
        });
        tasks.momentsProperty().bind(moments);
        findings.momentsProperty().bind(moments);
        if (replay != null) {
            replay.momentsProperty().bind(moments);
        }
        filter.rowsProperty().subscribe(timeline::setFilter);
        filter.rowsProperty()
                .subscribe(rows -> rangeFigures.filterProperty().set(rows == null ? null : rows::contains));
        rangeFigures.rangeProperty().bind(timeline.rangeProperty());
        rangeFigures.wantedProperty().subscribe(tasks.withinProperty()::set);
        tasks.onReveal(row -> timeline.reveal().task(row, System.nanoTime()));
        timeline.selectedTaskProperty().bindBidirectional(tasks.selectedProperty());
        timeline.followingProperty().subscribe(following -> live.set(following));
        ViewName.of(settings.store().get(Keys.VIEW)).ifPresent(view::set);
        view.subscribe(_ -> refresh());
        view.subscribe((_, next) -> settings.store().set(Keys.VIEW, next.word()));
        PoolSort.of(settings.store().get(Keys.POOL_SORT)).ifPresent(pools.sortProperty()::set);
        pools.sortProperty().subscribe((_, next) -> settings.store().set(Keys.POOL_SORT, next.word()));
        live.subscribe(wanted -> {
            if (wanted != timeline.isFollowing()) {
                timeline.setFollowing(wanted, System.nanoTime());
            }
        });
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

    /** Whether the timeline follows the present. */
    public BooleanProperty liveProperty() {
        return live;
    }

    /** What has to be said above every view. */
    ReadOnlyObjectProperty<Banner> bannerProperty() {
        return banner.getReadOnlyProperty();
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

    /** Goes to the place of a finding: the timeline, its task, its time. */
    public void open(Finding finding) {
        findings.opened(finding);
        view.set(ViewName.TIMELINE);
        if (!finding.tasks().isEmpty()) {
            tasks.selectedProperty().set(shown.tasks().row(finding.tasks().getFirst()));
        }
        timeline.reveal().finding(finding, System.nanoTime());
    }

    /** Goes to the tasks of a pool. */
    public void openTasksOf(String pool) {
        filter.textProperty().set("pool:" + Completion.quoted(pool));
        view.set(ViewName.TASKS);
    }

    /** Goes to a time on the timeline, with some of what was before and after. */
    public void openTime(long time) {
        long half = Math.max(1_000_000L, (timeline.to() - timeline.from()) / 10);
        timeline.show((double) time - half, (double) time + half, System.nanoTime());
        view.set(ViewName.TIMELINE);
    }

    /** How moments are written on every screen. */
    ReadOnlyObjectProperty<Moments> momentsProperty() {
        return moments.getReadOnlyProperty();
    }

    /** The time that the timeline has in sight. */
    private PoolAxis inSight() {
        return PoolAxis.of(timeline.from(), timeline.to(), shown.oldest(), shown.now());
    }

    /** Which of the offered ranges the timeline shows, in ns; 0 is all, -1 none of them. */
    ReadOnlyLongProperty rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** Counts up with every {@link #refresh}. */
    ReadOnlyIntegerProperty beatProperty() {
        return beat.getReadOnlyProperty();
    }

    private long rangeInSight() {
        double length = timeline.to() - timeline.from();
        for (long offered : RANGES) {
            if (offered > 0 && Math.abs(length / offered - 1) < 0.01) {
                return offered;
            }
        }
        long all = shown.now() - shown.oldest();
        return all > 0 && length >= all * 0.97 && length < all * 1.25 ? 0 : -1;
    }

    /** Shows the last so many ns, or all where it is 0; where the timeline holds still, around what is in its middle. */
    public void range(long ns) {
        long clock = System.nanoTime();
        if (ns == 0) {
            timeline.fit(clock);
        } else if (timeline.isFollowing()) {
            timeline.zoom((double) ns / Math.max(1, timeline.to() - timeline.from()), clock);
        } else {
            double middle = (timeline.from() + timeline.to()) / 2.0;
            timeline.show(middle - ns / 2.0, middle + ns / 2.0, clock);
        }
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
        Banner next = Banner.of(feed);
        if (next.isNone() && !record.problemProperty().get().isEmpty()) {
            next = new Banner("bad", record.problemProperty().get());
        }
        banner.set(next);
        range.set(rangeInSight());
        beat.set(beat.get() + 1);
    }

    @Override
    public void close() {
        clock.unsubscribe();
        feed.close();
    }
}
