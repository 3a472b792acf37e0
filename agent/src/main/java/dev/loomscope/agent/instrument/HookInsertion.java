package dev.loomscope.agent.instrument;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static dev.loomscope.agent.instrument.ClassBytes.s4;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/**
 * Inserts calls of hooks into one class file. What has no hook is copied as it stands, unread: an application that starts waits
 * for this, in code that nothing has compiled yet. On the way it reads the class's integer constants, by which the JDK numbers
 * its states. What it does not understand it refuses with an exception.
 */
final class HookInsertion {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int VERSION = 6;

    /** Since this version of class files every method has frames that need them, and none jumps to subroutines. */
    private static final int OLDEST = 51;

    private static final int STATIC = 8;
    private static final byte[] CODE = "Code".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] VALUE = "ConstantValue".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] code;
    private final List<HookPoint> points;
    private final byte[][] methods;
    private final HookNames names;
    private final Findings findings;
    private final ConstantPool pool;
    private final String name;
    private final ClassBytes body;
    private boolean changed;

    /** Takes what is found in a class. */
    interface Findings {
        /** A call was inserted. */
        void inserted(HookPoint point);

        /** The class has an integer constant. */
        void constant(String name, int value);
    }

    /**
     * @param code a class file
     * @param points what belongs into this class
     */
    HookInsertion(byte[] code, List<HookPoint> points, HookNames names, Findings findings) {
        this.code = code;
        this.points = points;
        this.names = names;
        this.findings = findings;
        methods = new byte[points.size()][];
        for (int i = 0; i < methods.length; i++) {
            methods[i] = points.get(i).method().getBytes(StandardCharsets.ISO_8859_1);
        }
        if (s4(code, 0) != MAGIC || u2(code, VERSION) < OLDEST) {
            throw new IllegalStateException("a class of a kind that is not known: version=" + u2(code, VERSION));
        }
        pool = new ConstantPool(code);
        name = pool.typeName(u2(code, pool.end() + 2));
        body = new ClassBytes(code.length);
    }

    /** The class file with the calls, or null where none was inserted. */
    byte @Nullable [] changed() {
        int interfaces = pool.end() + 6;
        int at = fields(interfaces + 2 + 2 * u2(code, interfaces));
        body.copy(code, pool.end(), at);
        int left = u2(code, at);
        body.u2(left);
        at += 2;
        for (; left > 0; left--) {
            at = method(at);
        }
        if (!changed) {
            return null;
        }
        body.copy(code, at, code.length);
        ClassBytes whole = new ClassBytes(code.length + 4096);
        pool.write(whole);
        return whole.copy(body).toArray();
    }

    /** Passes over the fields; where they end. */
    private int fields(int from) {
        int at = from + 2;
        for (int left = u2(code, from); left > 0; left--) {
            int name = u2(code, at + 2);
            int attributes = u2(code, at + 6);
            at += 8;
            for (; attributes > 0; attributes--) {
                int value = u2(code, at + 6);
                if (pool.isText(u2(code, at), VALUE) && pool.isInteger(value)) {
                    findings.constant(pool.text(name), pool.integer(value));
                }
                at += 6 + s4(code, at + 2);
            }
        }
        return at;
    }

    /** Copies a method, with the calls that belong into it; where it ends. */
    private int method(int from) {
        List<HookPoint> here = here(from);
        int at = from + 8;
        int copied = from;
        for (int left = u2(code, from + 6); left > 0; left--) {
            int end = at + 6 + s4(code, at + 2);
            if (!here.isEmpty() && pool.isText(u2(code, at), CODE)) {
                MethodCode method = new MethodCode(code, at, pool);
                new HookCalls(here, shape(from), method, pool, names, findings).insert();
                if (method.isChanged()) {
                    body.copy(code, copied, at);
                    method.write(body);
                    copied = end;
                    changed = true;
                }
            }
            at = end;
        }
        body.copy(code, copied, at);
        return at;
    }

    private MethodShape shape(int method) {
        boolean isStatic = (u2(code, method) & STATIC) != 0;
        return new MethodShape(name, pool.text(u2(code, method + 2)), pool.text(u2(code, method + 4)), isStatic);
    }

    private List<HookPoint> here(int method) {
        List<HookPoint> here = List.of();
        for (int i = 0; i < methods.length; i++) {
            // Most methods have no hook: to compare bytes is quicker than to make a text of each name.
            if (!pool.isText(u2(code, method + 2), methods[i])) {
                continue;
            }
            HookPoint point = points.get(i);
            if (point.isIn(point.method(), pool.text(u2(code, method + 4)))
                    && ((u2(code, method) & STATIC) == 0 || !point.steps().contains(Step.THIS))) {
                if (here.isEmpty()) {
                    here = new ArrayList<>();
                }
                here.add(point);
            }
        }
        return here;
    }
}
