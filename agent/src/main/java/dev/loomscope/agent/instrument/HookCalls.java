package dev.loomscope.agent.instrument;

import java.util.List;

/**
 * The calls of hooks in one method. Only straight code is inserted, no branch and no local variable, so that frames stay as
 * they are. Where what a hook takes is not what it would find, it is left out.
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
    private static final int SECOND_ARGUMENT = 2;
    private static final int FIRST_CALL = 182;
    private static final int LAST_CALL = 185;
    private static final int CALL_STATIC = 184;
    private static final int THROW = 191;

    /** What a hook around a call leaves on the stack, and needs to get what the call returns out of the way. */
    private static final int AROUND = 4;

    private final List<HookPoint> points;
    private final MethodShape shape;
    private final MethodCode method;
    private final Instructions instructions;
    private final ConstantPool pool;
    private final HookNames names;
    private final HookInsertion.Findings findings;

    /** Which of the first local variables are read within the method, a bit each, and which hold numbers somewhere. */
    private int read;

    private int numbers;

    /** @param points what belongs into this method */
    HookCalls(
            List<HookPoint> points,
            MethodShape shape,
            MethodCode method,
            ConstantPool pool,
            HookNames names,
            HookInsertion.Findings findings) {
        this.points = points;
        this.shape = shape;
        this.method = method;
        instructions = method.instructions();
        this.pool = pool;
        this.names = names;
        this.findings = findings;
    }

    void insert() {
        boolean inside = false;
        for (HookPoint point : points) {
            if (point.place().kind() != Place.Kind.ENTER) {
                inside = true;
            } else if (HookArguments.fit(point, shape)) {
                method.before(0, call(point, new ClassBytes(16)), needed(point));
            }
        }
        for (int at = 0; inside && at < instructions.length(); at = instructions.next(at)) {
            int opcode = instructions.opcode(at);
            if (opcode >= FIRST_CALL && opcode <= LAST_CALL) {
                atCall(at, opcode == CALL_STATIC);
            } else if (opcode == THROW) {
                atEnd(at, Place.Kind.BEFORE_THROW);
            } else if (opcode >= FIRST_RETURN && opcode <= LAST_RETURN) {
                atEnd(at, Place.Kind.BEFORE_RETURN);
            }
            numbers |= instructions.numbersWritten(at);
        }
        if ((read & numbers) != 0) {
            throw new IllegalStateException("a number is written where a parameter was");
        }
    }

    private void atEnd(int at, Place.Kind kind) {
        int above = 0;
        for (HookPoint point : points) {
            if (point.place().kind() == kind && HookArguments.fit(point, shape)) {
                above = beforeInstruction(at, point, above);
            }
        }
    }

    /**
     * Inserts the call of a hook at an instruction.
     *
     * @param above how much of the stack hooks at the same place may take; with this one's, that is what is returned
     */
    private int beforeInstruction(int at, HookPoint point, int above) {
        int stack = above + needed(point);
        method.at(at, call(point, new ClassBytes(16)), stack);
        reads(point);
        return stack;
    }

    private void reads(HookPoint point) {
        for (Step step : point.steps()) {
            read |= step == Step.THIS
                    ? 1
                    : step == Step.FIRST_ARGUMENT ? 1 << 1 : step == Step.SECOND_ARGUMENT ? 1 << SECOND_ARGUMENT : 0;
        }
    }

    private void atCall(int at, boolean isStatic) {
        int operand = instructions.operand(at);
        String owner = pool.owner(operand);
        MethodShape called = null;
        int above = 0;
        for (HookPoint point : points) {
            if (!point.place().mayBeOf(owner)) {
                continue;
            }
            if (called == null) {
                called = new MethodShape(owner, pool.name(operand), pool.descriptor(operand), isStatic);
            }
            Place place = point.place();
            if (place.isCall(place.kind(), owner, called.name(), called.descriptor())
                    && HookArguments.fit(point, shape, called)) {
                above = atCall(at, point, called, above);
            }
        }
    }

    private int atCall(int at, HookPoint point, MethodShape called, int above) {
        Place.Kind kind = point.place().kind();
        if (kind == Place.Kind.BEFORE_CALL) {
            return beforeInstruction(at, point, above);
        }
        reads(point);
        if (kind == Place.Kind.AFTER_CALL) {
            int stack = above + needed(point);
            method.before(instructions.next(at), call(point, new ClassBytes(16)), stack);
            return stack;
        }
        return around(at, point, called, above + AROUND + needed(point));
    }

    /** Keeps what the hook returned, and the receiver, on the stack below the call. */
    private int around(int at, HookPoint point, MethodShape called, int stack) {
        method.at(at, call(point, new ClassBytes(16).u1(DUP)).u1(SWAP).u1(DUP), stack);
        ClassBytes behind = new ClassBytes(16);
        if (!called.returns().equals("V")) {
            behind.u1(DUP_X2).u1(POP);
        }
        String taken = point.descriptor().substring(1, point.descriptor().indexOf(')'));
        steps(point, behind);
        behind.u1(CALL_STATIC)
                .u2(pool.method(
                        names.installed(point.hook().type()),
                        point.place().after(),
                        "(Ljava/lang/Object;" + taken + ")V"));
        method.before(instructions.next(at), behind, stack);
        return stack;
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
