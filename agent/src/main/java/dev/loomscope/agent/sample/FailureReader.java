package dev.loomscope.agent.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.Observations.FailureFact;
import dev.loomscope.protocol.Shortened;
import org.jspecify.annotations.Nullable;

/**
 * Reads the exceptions that hooks handed over, by what the JDK keeps in them: a class of the application's may override the
 * rest.
 */
final class FailureReader {
    private static final int LONGEST_MESSAGE = 200;
    private static final int MOST_FRAMES = 12;
    private static final VarHandle OBJECT = MethodHandles.arrayElementVarHandle(Object[].class);

    private final HookMemory memory;
    private final @Nullable VarHandle message = JdkDoors.field(Throwable.class, "detailMessage");
    private final @Nullable MethodHandle stack = JdkDoors.method(Throwable.class, "getOurStackTrace");
    private final @Nullable MethodHandle nullMessage = JdkDoors.method(
            NullPointerException.class, "getExtendedNPEMessage");

    FailureReader(HookMemory memory) {
        this.memory = memory;
    }

    /**
     * Takes what was handed over.
     *
     * @param listened where nobody listens it is only let go
     */
    List<FailureFact> take(boolean listened) {
        List<FailureFact> facts = new ArrayList<>();
        for (int i = 0; i < memory.failures().length; i++) {
            Object failure = OBJECT.getAcquire(memory.failures(), i);
            if (failure != null) {
                long thread = memory.failureTasks()[2 * i];
                long task = memory.failureTasks()[2 * i + 1];
                OBJECT.setRelease(memory.failures(), i, (Object) null);
                if (listened && failure instanceof Throwable thrown) {
                    facts.add(read(thrown, thread, task));
                }
            }
        }
        return facts;
    }

    private FailureFact read(Throwable thrown, long thread, long task) {
        boolean isThread = (task & 1) != 0;
        return new FailureFact(
                thread, task >>> 1, isThread, thrown.getClass().getName(), message(thrown), frames(thrown));
    }

    private @Nullable String message(Throwable thrown) {
        String text = message == null ? null : (String) message.get(thrown);
        if (text == null && thrown.getClass() == NullPointerException.class && nullMessage != null) {
            try {
                text = (String) nullMessage.invoke((NullPointerException) thrown);
            } catch (Throwable e) {
                return null;
            }
        }
        return text == null ? null : Shortened.text(text, LONGEST_MESSAGE);
    }

    private List<String> frames(Throwable thrown) {
        try {
            return stack != null && stack.invoke(thrown) instanceof StackTraceElement[] elements
                    ? StackLook.frames(elements, MOST_FRAMES)
                    : List.of();
        } catch (Throwable e) {
            return List.of();
        }
    }
}
