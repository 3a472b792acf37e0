package dev.loomscope.agent.instrument;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.protocol.PinReason;

/**
 * Where the JDK says what a virtual thread waits for: where it sleeps, where it waits for a socket, where it cannot leave its
 * carrier, and where it is kept unmounted for another thread that takes its stack.
 */
final class VirtualWaitHookPoints {
    private static final HookPoints HOOKS = new HookPoints("VirtualWaitHooks");
    private static final String TARGET = VirtualThreadHookPoints.TARGET;
    private static final String CONTINUATION = TARGET + "$VThreadContinuation";
    private static final String PINNED = "jdk/internal/vm/Continuation$Pinned";
    private static final String POLLER = "sun/nio/ch/Poller";

    /** The method that parks until a socket is ready: JDK 21, then later ones. */
    private static final String[] POLLS = {"pollDirect", "pollIndirect", "poll1", "poll"};

    private static final String PARK = "java/util/concurrent/locks/LockSupport.park";
    private static final String NOTHING = "()V";
    private static final String OBJECT = "(Ljava/lang/Object;)V";

    private VirtualWaitHookPoints() {}

    static List<HookPoint> all() {
        List<HookPoint> points = new ArrayList<>(List.of(
                HOOKS.at(TARGET, "sleepNanos", "(J)", Place.beforeCall(TARGET + ".parkNanos("), "sleeps", NOTHING),
                HOOKS.at(TARGET, "sleepNanos", "(J)", Place.afterCall(TARGET + ".parkNanos("), "goesOn", NOTHING),
                HOOKS.at(TARGET, "parkOnCarrierThread", "(Z", Place.ENTER, "pinned", OBJECT, Step.THIS),
                HOOKS.at(TARGET, "parkOnCarrierThread", "(Z", Place.BEFORE_RETURN, "unpinned", OBJECT, Step.THIS),
                HOOKS.named("VirtualThread.onPinned", CONTINUATION, "onPinned", "(L" + PINNED, Place.ENTER, "held",
                        OBJECT, Step.FIRST_ARGUMENT),
                HOOKS.at(
                        TARGET,
                        "tryGetStackTrace",
                        "()",
                        Place.beforeCall("jdk/internal/vm/Continuation.getStackTrace("),
                        "suspended",
                        OBJECT,
                        Step.THIS)));
        for (String poll : POLLS) {
            points.add(poll(poll, Place.beforeCall(PARK), "polls"));
            points.add(poll(poll, Place.afterCall(PARK), "goesOn"));
        }
        return points;
    }

    private static HookPoint poll(String method, Place place, String hook) {
        String arguments = "(IJLjava/util/function/BooleanSupplier;)";
        return HOOKS.named("Poller.poll", POLLER, method, arguments, place, hook, NOTHING);
    }

    /** The message that tells the hooks how this JDK numbers its reasons. */
    static Object[] message(JdkInternals jdk) {
        Class<?> type = JdkInternals.find(PINNED.replace('/', '.'));
        Field[] fields = type == null ? new Field[0] : type.getDeclaredFields();
        byte[] reasons = new byte[fields.length];
        int constants = 0;
        for (Field field : fields) {
            // They stand in the order of their declaration, and the enumeration need not be initialised.
            if (field.isEnumConstant()) {
                reasons[constants++] = (byte) reason(field.getName());
            }
        }
        return new Object[] {Control.VIRTUAL_WAITS, jdk.offset("java.lang.Enum", "ordinal"), reasons};
    }

    private static int reason(String name) {
        return switch (name) {
            case "NATIVE" -> PinReason.NATIVE;
            case "MONITOR" -> PinReason.MONITOR;
            case "CRITICAL_SECTION" -> PinReason.CRITICAL_SECTION;
            default -> PinReason.UNKNOWN;
        };
    }
}
