package dev.loomscope.view.lanes;

import java.util.List;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanVisitor;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;

/** Groups and tracks of a name and nothing else. */
final class Stub {
    private Stub() {}

    record Group(String key, String name, int pool, List<Track> tracks) implements TrackGroup {
        static Group of(String name, String... tracks) {
            return new Group("g-" + name, name, TrackGroup.NO_POOL, List.of(tracks).stream()
                    .map(track -> (Track) new Row("g-" + name + "/" + track, track)).toList());
        }
    }

    record Row(String key, String name) implements Track {
        @Override
        public long spanCount() {
            return 0;
        }

        @Override
        public void occupancy(long from, double nsPerPixel, int pixels, Occupancy out) {}

        @Override
        public void spans(long from, long to, long minDuration, SpanVisitor visitor) {}

        @Override
        public boolean spanAt(long time, SpanCursor out) {
            return false;
        }

        @Override
        public boolean nextSpan(long time, SpanCursor out) {
            return false;
        }

        @Override
        public boolean previousSpan(long time, SpanCursor out) {
            return false;
        }

        @Override
        public long settledUntil(long present) {
            return present;
        }
    }
}
