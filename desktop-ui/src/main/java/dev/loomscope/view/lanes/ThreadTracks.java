package dev.loomscope.view.lanes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.LaneTable;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Track;

/** The lanes of threads. A virtual thread goes from carrier to carrier, so all of them may show it. */
final class ThreadTracks implements TrackSource {
    private final LaneTable lanes;
    private final TaskTable tasks;
    private final Map<Long, Lane> byThread = new HashMap<>();
    private final List<Lane> carriers = new ArrayList<>();
    private int known;

    ThreadTracks(SessionModel session) {
        lanes = session.lanes();
        tasks = session.tasks();
    }

    @Override
    public boolean advance(int most) {
        for (int all = lanes.size(); known < all; known++) {
            Lane lane = lanes.lane(known);
            byThread.put(lane.thread(), lane);
            if (lane.kind() == Lane.Kind.CARRIER) {
                carriers.add(lane);
            }
        }
        return true;
    }

    @Override
    public List<LaneGroup> groups() {
        return lanes.groups();
    }

    @Override
    public int known() {
        return known;
    }

    @Override
    public void addTracks(RowSet wanted, Set<Track> to) {
        Search search = new Search(to);
        wanted.forEach(search::add);
        if (search.carried) {
            to.addAll(carriers);
        }
    }

    /** Neighbours in the table often ran on one thread: it is looked up once. */
    private final class Search {
        private final Set<Track> found;
        private long thread;
        private boolean carried;

        Search(Set<Track> found) {
            this.found = found;
        }

        void add(int row) {
            if (tasks.virtualThread(row) != 0) {
                carried |= tasks.started(row) >= 0;
                return;
            }
            long worker = tasks.workerThread(row);
            if (worker != thread) {
                thread = worker;
                Lane lane = byThread.get(worker);
                if (lane != null) {
                    found.add(lane);
                }
            }
        }
    }

    @Override
    public void close() {}
}
