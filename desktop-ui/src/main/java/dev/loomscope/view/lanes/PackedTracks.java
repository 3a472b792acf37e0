package dev.loomscope.view.lanes;

import java.util.List;
import java.util.Set;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGrouping;
import dev.loomscope.model.TaskPacking;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;

/** Tasks that are packed onto rows. */
final class PackedTracks implements TrackSource {
    private final TaskPacking packing;

    PackedTracks(SessionModel session, TaskGrouping by) {
        packing = new TaskPacking(session, by);
    }

    TaskPacking packing() {
        return packing;
    }

    @Override
    public boolean advance(int most) {
        return packing.advance(most);
    }

    @Override
    public List<PackedGroup> groups() {
        return packing.groups();
    }

    @Override
    public int known() {
        return packing.packed();
    }

    @Override
    public void addTracks(RowSet tasks, Set<Track> to) {
        tasks.forEach(row -> {
            TaskTrack track = packing.trackOf(row);
            if (track != null) {
                to.add(track);
            }
        });
    }

    @Override
    public void close() {
        packing.close();
    }
}
