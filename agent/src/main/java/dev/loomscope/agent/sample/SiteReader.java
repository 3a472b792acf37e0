package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.Facts.SiteFact;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the stacks that submits handed over the first frame that is the application's own. An executor of its own does not
 * say who submitted, nor does one that it stands behind: their frames are passed over where there are others. Nor does what
 * stands around a worker, which is met where a pool submits anew, as with periodic tasks.
 */
final class SiteReader {
    private static final VarHandle OBJECT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final String[] NOT_ITS_OWN = {
            "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.loomscope.agent."
    };

    private static final Set<
            String> HANDING = Set.of("execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay",
                    "invokeAll", "invokeAny");

    private final HookMemory memory;
    private final PoolBoard board;

    SiteReader(HookMemory memory, PoolBoard board) {
        this.memory = memory;
        this.board = board;
    }

    /** Takes what was handed over. */
    List<SiteFact> take() {
        List<SiteFact> sites = new ArrayList<>();
        for (int i = 0; i < memory.sites().length; i++) {
            Object stack = OBJECT.getAcquire(memory.sites(), i);
            if (stack instanceof Throwable thrown) {
                int classSlot = memory.siteClasses()[i];
                OBJECT.setRelease(memory.sites(), i, (Object) null);
                String site = of(thrown.getStackTrace());
                if (site != null) {
                    sites.add(new SiteFact(classSlot, site));
                }
            }
        }
        return sites;
    }

    private @Nullable String of(StackTraceElement[] stack) {
        Set<String> executors = executors();
        StackTraceElement first = null;
        for (StackTraceElement frame : stack) {
            if (WorkerFrames.isWorkers(frame)) {
                break;
            }
            if (isItsOwn(frame.getClassName())) {
                if (!executors.contains(frame.getClassName()) && !handsOver(frame)) {
                    return StackLook.format(frame);
                }
                first = first == null ? frame : first;
            }
        }
        return first == null ? null : StackLook.format(first);
    }

    /** Whether it seems to be a method of an executor by which tasks are handed to it. */
    private static boolean handsOver(StackTraceElement frame) {
        String name = frame.getClassName();
        String own = name.substring(name.lastIndexOf('.') + 1);
        return (own.contains("Execut") || own.contains("Schedul")) && HANDING.contains(frame.getMethodName());
    }

    /** The application's classes that the known pools are of. */
    private Set<String> executors() {
        Set<String> names = new HashSet<>();
        for (PoolBoard.WatchedPool watched : board.pools()) {
            Object pool = watched.pool().get();
            Class<?> type = pool == null ? null : pool.getClass();
            for (; type != null && isItsOwn(type.getName()); type = type.getSuperclass()) {
                names.add(type.getName());
            }
        }
        return names;
    }

    private static boolean isItsOwn(String className) {
        for (String prefix : NOT_ITS_OWN) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
