package dev.loomscope.agent.stream;

import dev.loomscope.protocol.TaskFamily;

/** Tells the stream, and what is live, of the modes that hold by now. Belongs to the drain. */
final class ModeNews {
    private final Modes modes;
    private final LiveTasks live;
    private final StreamFrames frames;

    ModeNews(Modes modes, LiveTasks live, StreamFrames frames) {
        this.modes = modes;
        this.live = live;
        this.frames = frames;
    }

    /** Closes windows that are over, and tells what changed; whether anything did. One may have been opened and be over by now. */
    boolean tell() {
        boolean opened = tellChanged();
        modes.noteClosed();
        modes.closeWindows();
        return tellChanged() || opened;
    }

    private boolean tellChanged() {
        boolean changed = false;
        for (int family = 0; family < TaskFamily.COUNT; family++) {
            if (modes.isChanged(family)) {
                changed = true;
                modes.tell(family);
                live.setCounted(family, !modes.isExact(family));
                frames.writeMode(family, modes.changedAt(family));
            }
        }
        return changed;
    }
}
