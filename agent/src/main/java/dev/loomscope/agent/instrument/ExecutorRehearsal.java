package dev.loomscope.agent.instrument;

import java.util.Map;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Changes a class that is thrown away, so that everything a change needs is loaded. The first executor of the application would
 * wait for that otherwise, and with it whatever else loads a class meanwhile.
 */
final class ExecutorRehearsal implements Runnable {
    @Override
    public void run() {
        try {
            ClassReader reader = new ClassReader(JdkClass.generate("Rehearsal"));
            ExecutorShape shape = new ExecutorShape();
            reader.accept(shape, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new ExecutorVisitor(writer, shape, type -> type, 1, Map.of()), 0);
            writer.toByteArray();
        } catch (RuntimeException | LinkageError e) {
            // Whoever changes a class in earnest will say what is wrong.
        }
    }
}
