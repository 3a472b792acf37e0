package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether what a hook takes is what its steps find at a place, reckoned with types. The JVM does not verify the JDK's own
 * classes: where a JDK has something else than was expected, a call that does not fit would end in a crash, so it is left out.
 */
final class HookArguments {
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String SMALL_NUMBERS = "IZBSC";
    private static final String NOTHING = "V";

    private final HookPoint point;
    private final MethodShape method;

    /** What is known of the top of the stack, the topmost last. */
    private final List<String> stack = new ArrayList<>();

    private HookArguments(HookPoint point, MethodShape method) {
        this.point = point;
        this.method = method;
    }

    /** At the start, or before a return or a throw. */
    static boolean fit(HookPoint point, MethodShape method) {
        HookArguments arguments = new HookArguments(point, method);
        Place.Kind kind = point.place().kind();
        if (kind == Place.Kind.BEFORE_RETURN && !method.returns().equals(NOTHING)) {
            arguments.stack.add(method.returns());
        } else if (kind == Place.Kind.BEFORE_THROW) {
            arguments.stack.add("Ljava/lang/Throwable;");
        }
        return arguments.fit(arguments.stack.size(), NOTHING);
    }

    /**
     * At a call.
     *
     * @param called the method that is called there
     */
    static boolean fit(HookPoint point, MethodShape method, MethodShape called) {
        HookArguments arguments = new HookArguments(point, method);
        Place.Kind kind = point.place().kind();
        if (kind == Place.Kind.AFTER_CALL) {
            if (!called.returns().equals(NOTHING)) {
                arguments.stack.add(called.returns());
            }
            return arguments.fit(arguments.stack.size(), NOTHING);
        }
        if (!called.isStatic()) {
            arguments.stack.add(called.receiver());
        }
        if (kind == Place.Kind.BEFORE_CALL) {
            arguments.stack.addAll(called.parameters());
            return arguments.fit(arguments.stack.size(), NOTHING);
        }
        return !called.isStatic()
                && !called.isConstructor()
                && called.parameters().isEmpty()
                && !MethodShape.isWide(called.returns())
                && !point.steps().contains(Step.POP)
                && !point.steps().contains(Step.DUP2)
                && arguments.around();
    }

    /** The first argument is the receiver once more. */
    private boolean around() {
        stack.add(stack.get(0));
        return fit(1, OBJECT);
    }

    private boolean fit(int base, String returns) {
        for (Step step : point.steps()) {
            if (!apply(step, base)) {
                return false;
            }
        }
        MethodShape hook = new MethodShape(point.hook().type(), point.hook().method(), point.descriptor(), true);
        List<String> taken = hook.parameters();
        if (!hook.returns().equals(returns) || taken.size() != stack.size() - base) {
            return false;
        }
        for (int i = 0; i < taken.size(); i++) {
            if (!isGiven(taken.get(i), stack.get(base + i))) {
                return false;
            }
        }
        return true;
    }

    private boolean apply(Step step, int base) {
        int size = stack.size();
        String top = size == 0 ? "" : stack.get(size - 1);
        if (step == Step.THIS) {
            stack.add('L' + method.owner() + ';');
            return !method.isStatic() && !method.isConstructor();
        }
        if (step == Step.FIRST_ARGUMENT || step == Step.SECOND_ARGUMENT) {
            String parameter = method.local(step == Step.FIRST_ARGUMENT ? 1 : 2);
            stack.add(parameter);
            return !method.isStatic() && MethodShape.isReference(parameter);
        }
        if (step == Step.POP) {
            return size > base && isOne(stack.remove(size - 1));
        }
        if (step == Step.DUP) {
            stack.add(top);
            return isOne(top);
        }
        if (MethodShape.isWide(top)) {
            stack.add(top);
            return true;
        }
        String second = size < 2 ? "" : stack.get(size - 2);
        stack.add(second);
        stack.add(top);
        return isOne(top) && isOne(second);
    }

    /** Whether it is known, and takes one place of the stack. */
    private static boolean isOne(String type) {
        return !type.isEmpty() && !MethodShape.isWide(type);
    }

    private static boolean isGiven(String taken, String given) {
        return taken.equals(given)
                || (taken.equals(OBJECT) && MethodShape.isReference(given))
                || (isSmallNumber(taken) && isSmallNumber(given));
    }

    private static boolean isSmallNumber(String type) {
        return type.length() == 1 && SMALL_NUMBERS.contains(type);
    }
}
