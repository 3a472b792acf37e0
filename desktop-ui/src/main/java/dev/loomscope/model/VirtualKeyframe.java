package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the virtual threads of keyframes: what is named is live, and what is known already is only ticked off. Session thread
 * only.
 */
final class VirtualKeyframe {
    private final VirtualJoin join;

    VirtualKeyframe(VirtualJoin join) {
        this.join = join;
    }

    void start(long id, int taskClass, String name, long time, int keyframe) {
        boolean fresh = join.find(id) == null;
        join.start(id, taskClass, name, time);
        tick(id, keyframe, fresh);
    }

    void adopt(long id, int state, int taskClass, String name, long time, int keyframe) {
        join.adopt(id, state, taskClass, name, time);
        tick(id, keyframe, false);
    }

    private void tick(long id, int keyframe, boolean fresh) {
        VirtualTask v = join.find(id);
        if (v != null) {
            v.keyframe = keyframe;
            v.fresh = fresh;
        }
    }

    /** Whether a keyframe's word on where a thread stands is news. Where it is, the time before is idle, for all we know. */
    boolean isNews(long id, long time) {
        VirtualTask v = join.find(id);
        if (v == null) {
            return true;
        }
        if (v.fresh) {
            v.fresh = false;
            join.turn(v, TaskStatus.WAITING_OFF_THREAD, v.submitted);
            return true;
        }
        return time > v.last;
    }

    /** Ends what is live here and was not in the keyframe, unless it is newer than the keyframe. */
    void endUnnamed(int keyframe, long keyframeTime, long endTime) {
        List<VirtualTask> gone = new ArrayList<>();
        join.forEach(v -> {
            v.fresh = false;
            if (!v.over && v.keyframe != keyframe && v.submitted <= keyframeTime) {
                gone.add(v);
            }
        });
        for (VirtualTask v : gone) {
            join.endUnseen(v, Math.max(endTime, v.last));
        }
    }
}
