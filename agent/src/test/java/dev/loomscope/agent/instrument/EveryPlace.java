package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Points for every kind of place in every method of a class, with hooks that stand in for ours. */
final class EveryPlace extends ClassVisitor {
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String THROWABLE = "Ljava/lang/Throwable;";

    private final List<HookPoint> points = new ArrayList<>();
    private String owner = "";

    private EveryPlace() {
        super(Opcodes.ASM9);
    }

    static List<HookPoint> of(byte[] code) {
        EveryPlace places = new EveryPlace();
        new ClassReader(code).accept(places, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return places.points;
    }

    @Override
    public void visit(
            int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean hasThis = (access & Opcodes.ACC_STATIC) == 0 && !name.equals("<init>");
        Set<String> called = new LinkedHashSet<>();
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitCode() {
                if (hasThis) {
                    add(name, descriptor, Place.ENTER, "(" + OBJECT + ")V", Step.THIS);
                } else {
                    add(name, descriptor, Place.ENTER, "()V");
                }
                top(name, descriptor, Place.BEFORE_RETURN, Type.getReturnType(descriptor));
                add(name, descriptor, Place.BEFORE_THROW, "(" + THROWABLE + ")V", Step.DUP);
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String callee, String method, String taken, boolean isInterface) {
                if (called.add(callee + '.' + method + taken)) {
                    call(name, descriptor, called.size(), opcode, callee, method, taken);
                }
            }
        };
    }

    /** The kinds of places take turns, where a call can have them; some have several. */
    private void call(
            String name, String descriptor, int turn, int opcode, String callee, String method, String taken) {
        String meant = callee + '.' + method + taken;
        Type[] arguments = Type.getArgumentTypes(taken);
        Type returned = Type.getReturnType(taken);
        boolean hasReceiver = opcode != Opcodes.INVOKESTATIC && !method.equals("<init>");
        if (turn % 3 == 0 && hasReceiver && arguments.length == 0 && returned.getSize() < 2) {
            String around = "(" + OBJECT + ")" + OBJECT;
            add(name, descriptor, Place.aroundCall(meant, "after"), around);
            if (turn % 2 == 0) {
                top(name, descriptor, Place.beforeCall(meant), Type.getObjectType(callee));
                add(name, descriptor, Place.aroundCall(meant, "after"), around);
                top(name, descriptor, Place.afterCall(meant), returned);
            }
        } else if (turn % 3 == 1) {
            top(name, descriptor, Place.afterCall(meant), returned);
        } else if (arguments.length > 0) {
            top(name, descriptor, Place.beforeCall(meant), arguments[arguments.length - 1]);
        } else if (hasReceiver) {
            top(name, descriptor, Place.beforeCall(meant), Type.getObjectType("java/lang/Object"));
        } else {
            add(name, descriptor, Place.beforeCall(meant), "()V");
        }
    }

    /** A hook that takes what is on top of the stack. */
    private void top(String name, String descriptor, Place place, Type top) {
        String taken = top.getSort() >= Type.ARRAY ? OBJECT : top.getSort() == Type.VOID ? "" : top.getDescriptor();
        Step[] steps = {top.getSize() == 2 ? Step.DUP2 : Step.DUP};
        add(name, descriptor, place, "(" + taken + ")V", top.getSize() == 0 ? new Step[0] : steps);
    }

    private void add(String name, String descriptor, Place place, String hook, Step... steps) {
        points.add(new HookPoint("point" + points.size(), owner, name, descriptor, place, List.of(steps),
                new HookPoint.Hook("Hook", "hook"), hook));
    }
}
