package dev.loomscope.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;

/** Where samples come in: each is read, and gives every pool and the process a point in time. Session thread only. */
final class SampleIntake {
    private final SampleReader reader;
    private final Pools pools;
    private final ProcessSeries process;
    private final WaitBook waitBook;
    private boolean restated;
    /** What waited when reading began is known. */
    private boolean joined;

    SampleIntake(SampleReader reader, Pools pools, ProcessSeries process, WaitBook waitBook) {
        this.reader = reader;
        this.pools = pools;
        this.process = process;
        this.waitBook = waitBook;
    }

    /** The next sample stands behind a keyframe: it says again what was seen before. */
    void restated() {
        restated = true;
    }

    void take(Frame frame) throws BadInputException {
        JsonNode json = SampleReader.parse(frame);
        long time = Math.clamp(json.path("time").asLong(frame.lastTime()), 0, FrameLayout.LATEST_TIME);
        reader.sample(json, time, restated);
        process.sample(json.path("process"), time);
        if (restated && !joined) {
            joined = true;
            waitBook.join(pools, time);
        }
        restated = false;
        for (Pool pool : pools.all()) {
            pool.point(time);
        }
    }
}
