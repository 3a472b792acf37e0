package dev.loomscope.agent.instrument;

import java.util.List;

/**
 * The calls of hooks in one method. Only straight code is inserted, no branch and no local variable, so that frames stay as
 * they are.
 */
final class HookCalls {
    private static final int ALOAD_0 = 42;
    private static final int POP = 87;
    private static final int DUP = 89;
    private static final int DUP_X2 = 91;
    private static final int DUP2 = 92;
    private static final int SWAP = 95;
    private static final int FIRST_RETURN = 172;
    private static final int LAST_RETURN = 177;
    private static final int FIRST_CALL = 182;
    private static final int LAST_CALL = 185;
    private static final int CALL_STATIC = 184;
    private static final int THROW = 191;

    /** What a hook around a call leaves on the stack, and needs to get what the call returns out of the way. */
    private static final int AROUND = 4;

    private final List<HookPoint> points;
    private final MethodCode method;
    private final ConstantPool pool;
    private final HookNames names;
    private final HookInsertion.Findings findings;

    /** @param points what belongs into this method */
    HookCalls(
            List<HookPoint> points,
            MethodCode method,
            ConstantPool pool,
            HookNames names,
            HookInsertion.Findings findings) {
        this.points = points;
        this.method = method;
        this.pool = pool;
        this.names = names;
        this.findings = findings;
    }

    void insert() {
        boolean inside = false;
        for (HookPoint point : points) {
            if (point.place().kind() == Place.Kind.ENTER) {
                method.before(0, call(point, new ClassBytes(16)), needed(point));
            } else {
                inside = true;
            }
        }
        for (int at = 0; inside && at < method.length(); at = method.next(at)) {
            int opcode = method.opcode(at);
            if (opcode >= FIRST_CALL && opcode <= LAST_CALL) {
                atCall(at);
            } else if (opcode == THROW) {
                beforeInstruction(at, Place.Kind.BEFORE_THROW);
            } else if (opcode >= FIRST_RETURN && opcode <= LAST_RETURN) {
                beforeInstruction(at, Place.Kind.BEFORE_RETURN);
            }
        }
    }

    private void beforeInstruction(int at, Place.Kind kind) {
        for (HookPoint point : points) {
            if (point.place().kind() == kind) {
                beforeInstruction(at, point);
            }
        }
    }

    private void beforeInstruction(int at, HookPoint point) {
        method.at(at, call(point, new ClassBytes(16)), method.deepest() + needed(point));
    }

    private void atCall(int at) {
        int called = method.operand(at);
        String owner = pool.owner(called);
        for (HookPoint point : points) {
            Place place = point.place();
            if (place.mayBeOf(owner)
                    && place.isCall(place.kind(), owner, pool.name(called), pool.descriptor(called))) {
                atCall(at, point, pool.descriptor(called));
            }
        }
    }

    private void atCall(int at, HookPoint point, String called) {
        Place.Kind kind = point.place().kind();
        if (kind == Place.Kind.BEFORE_CALL) {
            beforeInstruction(at, point);
        } else if (kind == Place.Kind.AFTER_CALL) {
            ClassBytes behind = call(point, new ClassBytes(16));
            method.before(method.next(at), behind, method.deepest() + needed(point));
        } else {
            around(at, point, called);
        }
    }

    /** Keeps what the hook returned, and the receiver, on the stack below the call. */
    private void around(int at, HookPoint point, String called) {
        int deepest = method.deepest() + AROUND + needed(point);
        method.at(at, call(point, new ClassBytes(16).u1(DUP)).u1(SWAP).u1(DUP), deepest);
        ClassBytes behind = new ClassBytes(16);
        if (!called.endsWith("V")) {
            behind.u1(DUP_X2).u1(POP);
        }
        String taken = point.descriptor().substring(1, point.descriptor().indexOf(')'));
        steps(point, behind);
        behind.u1(CALL_STATIC)
                .u2(pool.method(
                        names.installed(point.hook().type()),
                        point.place().after(),
                        "(Ljava/lang/Object;" + taken + ")V"));
        method.before(method.next(at), behind, deepest);
    }

    private ClassBytes call(HookPoint point, ClassBytes out) {
        steps(point, out);
        String owner = names.installed(point.hook().type());
        out.u1(CALL_STATIC).u2(pool.method(owner, point.hook().method(), point.descriptor()));
        findings.inserted(point);
        return out;
    }

    private static void steps(HookPoint point, ClassBytes out) {
        for (Step step : point.steps()) {
            if (step == Step.THIS) {
                out.u1(ALOAD_0);
            } else if (step == Step.FIRST_ARGUMENT) {
                out.u1(ALOAD_0 + 1);
            } else if (step == Step.SECOND_ARGUMENT) {
                out.u1(ALOAD_0 + 2);
            } else if (step == Step.DUP) {
                out.u1(DUP);
            } else if (step == Step.DUP2) {
                out.u1(DUP2);
            } else {
                out.u1(POP);
            }
        }
    }

    /** How much of the stack the arguments of a hook take, at most. */
    private static int needed(HookPoint point) {
        int needed = 1;
        for (Step step : point.steps()) {
            needed += step == Step.DUP2 ? 2 : step == Step.POP ? 0 : 1;
        }
        return needed;
    }
}
