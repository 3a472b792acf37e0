package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.Facts.SiteFact;
import org.jspecify.annotations.Nullable;

/** Finds in the stacks that submits handed over the first frame that is the application's own. */
final class SiteReader {
    private static final VarHandle OBJECT = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final String[] NOT_ITS_OWN = {
            "java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.loomscope.agent."
    };

    private final HookMemory memory;

    SiteReader(HookMemory memory) {
        this.memory = memory;
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

    private static @Nullable String of(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (isItsOwn(frame.getClassName())) {
                return StackLook.format(frame);
            }
        }
        return null;
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
