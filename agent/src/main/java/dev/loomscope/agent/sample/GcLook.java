package dev.loomscope.agent.sample;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import dev.loomscope.agent.WallClock;
import dev.loomscope.agent.sample.Observations.GcFact;
import org.jspecify.annotations.Nullable;

/**
 * Garbage collections as the JVM notifies of them: each one, with its cause. Their times are whole milliseconds since the JVM
 * had started, which it tells by the wall clock only.
 */
final class GcLook implements NotificationListener {
    private static final int MOST = 256;

    private final ArrayBlockingQueue<GcFact> seen = new ArrayBlockingQueue<>(MOST);
    private final long epoch;
    private volatile long start;
    private boolean listening;

    GcLook(long epoch) {
        this.epoch = epoch;
    }

    void begin() {
        if (listening) {
            return;
        }
        listening = true;
        start = start();
        for (NotificationEmitter emitter : emitters()) {
            emitter.addNotificationListener(this, null, null);
        }
    }

    void end() {
        if (!listening) {
            return;
        }
        listening = false;
        for (NotificationEmitter emitter : emitters()) {
            try {
                emitter.removeNotificationListener(this);
            } catch (ListenerNotFoundException e) {
                // It has none of ours.
            }
        }
        seen.clear();
    }

    private static List<NotificationEmitter> emitters() {
        List<NotificationEmitter> emitters = new ArrayList<>();
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitters.add(emitter);
            }
        }
        return emitters;
    }

    /** When the JVM had started, on the clock of the stream. */
    private long start() {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return TimeUnit.MILLISECONDS.toNanos(started) - WallClock.atZero() - epoch;
    }

    /** Collections that ended since this was asked last. */
    List<GcFact> take() {
        List<GcFact> facts = new ArrayList<>();
        seen.drainTo(facts);
        return facts;
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            boolean noted = seen.offer(fact(info));
            if (!noted) {
                seen.poll();
            }
        }
    }

    private GcFact fact(GarbageCollectionNotificationInfo info) {
        GcInfo gc = info.getGcInfo();
        // Where the wall clock was put forward since, a collection would end in the future.
        start = Math.min(start, System.nanoTime() - epoch - TimeUnit.MILLISECONDS.toNanos(gc.getEndTime()));
        return new GcFact(
                info.getGcName(),
                info.getGcCause(),
                start + TimeUnit.MILLISECONDS.toNanos(gc.getStartTime()),
                start + TimeUnit.MILLISECONDS.toNanos(gc.getEndTime()),
                isPause(info.getGcName()),
                Math.max(0, used(gc.getMemoryUsageBeforeGc()) - used(gc.getMemoryUsageAfterGc())));
    }

    /** ZGC and Shenandoah notify of whole cycles, which run beside the application, and of the pauses in them. */
    static boolean isPause(String collector) {
        return !collector.endsWith("Cycles");
    }

    private static long used(Map<String, MemoryUsage> pools) {
        long used = 0;
        for (MemoryUsage pool : pools.values()) {
            used += pool.getUsed();
        }
        return used;
    }
}
