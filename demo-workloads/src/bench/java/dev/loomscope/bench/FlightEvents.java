package dev.loomscope.bench;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An event of the flight recorder around each task, without a stack. */
final class FlightEvents implements Around {
    /** Starts a recording to a file, with the events of virtual threads, which are off by default. */
    static String jvmOption(String file) {
        StringBuilder option = new StringBuilder("-XX:StartFlightRecording:settings=default,filename=").append(file);
        for (String event : new String[] {"Start", "End", "Pinned", "SubmitFailed"}) {
            option.append(",jdk.VirtualThread").append(event).append("#enabled=true");
        }
        return option.append(",jdk.VirtualThreadPinned#threshold=0ms").toString();
    }

    @Override
    public @Nullable Object begin() {
        TaskEvent event = new TaskEvent();
        event.begin();
        return event;
    }

    @Override
    public void end(@Nullable Object begun) {
        if (begun instanceof TaskEvent event) {
            event.commit();
        }
    }

    @Name("dev.loomscope.bench.Task")
    @StackTrace(false)
    private static final class TaskEvent extends Event {}
}
