package dev.loomscope.agent.it.semantics;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Makes task classes of names that no compiler would give. */
final class NamedClasses {
    private NamedClasses() {}

    /** A task of a new class with this name, in a class loader of its own. */
    static Runnable task(String name) throws IOException, ReflectiveOperationException {
        byte[] code = code(name.replace('.', '/'));
        ClassLoader loader = new ClassLoader(NamedClasses.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String wanted) throws ClassNotFoundException {
                if (!wanted.equals(name)) {
                    throw new ClassNotFoundException(wanted);
                }
                return defineClass(name, code, 0, code.length);
            }
        };
        return (Runnable) loader.loadClass(name).getConstructor().newInstance();
    }

    private static byte[] code(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(49);
        String[] texts = {name, "java/lang/Object", "java/lang/Runnable", "<init>", "()V", "run", "Code"};
        out.writeShort(texts.length + 6);
        for (String text : texts) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        // 8, 9, 10: the three classes; 11: a name and its type; 12: Object's constructor.
        for (int text = 1; text <= 3; text++) {
            out.writeByte(7);
            out.writeShort(text);
        }
        out.writeByte(12);
        out.writeShort(4);
        out.writeShort(5);
        out.writeByte(10);
        out.writeShort(9);
        out.writeShort(11);
        out.writeShort(0x21);
        out.writeShort(8);
        out.writeShort(9);
        out.writeShort(1);
        out.writeShort(10);
        out.writeShort(0);
        out.writeShort(2);
        method(out, 4, new byte[] {0x2a, (byte) 0xb7, 0, 12, (byte) 0xb1});
        method(out, 6, new byte[] {(byte) 0xb1});
        out.writeShort(0);
        return bytes.toByteArray();
    }

    private static void method(DataOutputStream out, int name, byte[] code) throws IOException {
        out.writeShort(1);
        out.writeShort(name);
        out.writeShort(5);
        out.writeShort(1);
        out.writeShort(7);
        out.writeInt(12 + code.length);
        out.writeShort(1);
        out.writeShort(1);
        out.writeInt(code.length);
        out.write(code);
        out.writeShort(0);
        out.writeShort(0);
    }
}
