package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class file with calls of hooks that stand in for ours, and what was found on the way. */
final class Inserted implements HookInsertion.Findings {
    private final List<String> hooks = new ArrayList<>();
    private final Map<String, Integer> constants = new HashMap<>();
    private byte[] code;

    private Inserted(byte[] code) {
        this.code = code;
    }

    /** As the agent does it. */
    static Inserted byUs(byte[] code, List<HookPoint> points) {
        Inserted inserted = new Inserted(code);
        byte[] changed = new HookInsertion(code, points, Inserted::installed, inserted).changed();
        if (changed == null) {
            if (!inserted.hooks.isEmpty()) {
                throw new IllegalStateException("not changed, but inserted=" + inserted.hooks);
            }
        } else {
            inserted.code = changed;
        }
        return inserted;
    }

    /** As ASM does it. */
    static Inserted byAsm(byte[] code, List<HookPoint> points) {
        Inserted inserted = new Inserted(code);
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ReferenceVisitor(writer, points, Inserted::installed, inserted), 0);
        inserted.code = writer.toByteArray();
        return inserted;
    }

    private static String installed(String type) {
        return "Installed" + type;
    }

    byte[] code() {
        return code;
    }

    /** The names of the hooks whose calls were inserted, once for each call. */
    List<String> hooks() {
        return hooks;
    }

    Map<String, Integer> constants() {
        return constants;
    }

    /** Everything that ASM sees in the methods, in order; not the sizes of stacks and locals, which may be larger than is needed. */
    List<String> listing() {
        List<String> lines = new ArrayList<>();
        new ClassReader(code).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                lines.add(name + descriptor);
                return new Listing(lines);
            }
        }, 0);
        return lines;
    }

    @Override
    public void inserted(HookPoint point) {
        hooks.add(point.name());
    }

    @Override
    public void constant(String name, int value) {
        constants.put(name, value);
    }
}
