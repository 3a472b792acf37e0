package dev.loomscope.agent.instrument;

/**
 * Generates the installed form of {@link dev.loomscope.agent.hook.Jdk}: the same methods, by the JDK's own Unsafe. Must have
 * every method that Jdk has. An instance of it serves the agent at installation: as a ToLongBiFunction it gives the offset of
 * a class's field by name, as a Predicate it says whether a class was not initialised yet.
 */
final class JdkClass {
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";
    private static final String THREAD = "java/lang/Thread";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String FIELD_OFFSET = "(Ljava/lang/Class;Ljava/lang/String;)J";

    /** What a class file of Java 17 begins with, and no constants. */
    private static final byte[] HEAD = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 1};

    private static final int PUBLIC = 0x0001;
    private static final int PRIVATE_STATIC_FINAL = 0x001A;
    private static final int STATIC = 0x0008;
    private static final int PUBLIC_FINAL_CLASS = 0x0031;

    private static final int LDC = 18;
    private static final int ILOAD = 21;
    private static final int LLOAD = 22;
    private static final int ALOAD = 25;
    private static final int POP2 = 88;
    private static final int LADD = 97;
    private static final int LMUL = 105;
    private static final int I2L = 133;
    private static final int IRETURN = 172;
    private static final int LRETURN = 173;
    private static final int ARETURN = 176;
    private static final int RETURN = 177;
    private static final int GETSTATIC = 178;
    private static final int PUTSTATIC = 179;
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKESPECIAL = 183;
    private static final int INVOKESTATIC = 184;
    private static final int CHECKCAST = 192;

    /** No method needs more of either. */
    private static final int STACK_AND_LOCALS = 12;

    private final String name;
    private final ConstantPool pool = new ConstantPool(HEAD);
    private final ClassBytes fields = new ClassBytes(16);
    private final ClassBytes methods = new ClassBytes(2048);
    private int fieldCount;
    private int methodCount;

    /** The code of the method at hand. */
    private ClassBytes code = new ClassBytes(64);

    private JdkClass(String name) {
        this.name = name;
    }

    /** @param name the class's name, with slashes */
    static byte[] generate(String name) {
        return new JdkClass(name).generate();
    }

    private byte[] generate() {
        constructor();
        fieldOffset();
        isUninitialized();
        carrier();
        id();
        element("acquire", "([JI)J", "getLongAcquire", "(" + OBJECT + "J)J");
        element("release", "([JIJ)V", "putLongRelease", "(" + OBJECT + "JJ)V");
        element("release", "([III)V", "putIntRelease", "(" + OBJECT + "JI)V");
        element("add", "([JIJ)V", "getAndAddLong", "(" + OBJECT + "JJ)J");
        element("compareAndSet", "([JIJJ)Z", "compareAndSetLong", "(" + OBJECT + "JJJ)Z");
        element("compareAndSet", "([IIII)Z", "compareAndSetInt", "(" + OBJECT + "JII)Z");
        element(
                "release",
                "([" + OBJECT + "I" + OBJECT + ")V",
                "putReferenceRelease",
                "(" + OBJECT + "J" + OBJECT + ")V");
        element(
                "compareAndSet",
                "([" + OBJECT + "I" + OBJECT + OBJECT + ")Z",
                "compareAndSetReference",
                "(" + OBJECT + "J" + OBJECT + OBJECT + ")Z");
        field("reference", "(" + OBJECT + "J)" + OBJECT, "getReference", ARETURN);
        field("integer", "(" + OBJECT + "J)I", "getInt", IRETURN);
        field("number", "(" + OBJECT + "J)J", "getLong", LRETURN);
        ClassBytes body = new ClassBytes(methods.length() + 64);
        body.u2(PUBLIC_FINAL_CLASS).u2(pool.type(name)).u2(pool.type("java/lang/Object"));
        body.u2(2)
                .u2(pool.type("java/util/function/ToLongBiFunction"))
                .u2(pool.type("java/util/function/Predicate"));
        body.u2(fieldCount).copy(fields).u2(methodCount).copy(methods).u2(0);
        ClassBytes whole = new ClassBytes(2 * body.length());
        pool.write(whole);
        return whole.copy(body).toArray();
    }

    private void constructor() {
        load(ALOAD, 0);
        code.u1(INVOKESPECIAL).u2(pool.method("java/lang/Object", "<init>", "()V"));
        end(PUBLIC, "<init>", "()V", RETURN);
    }

    private void fieldOffset() {
        unsafe();
        load(ALOAD, 1);
        code.u1(CHECKCAST).u2(pool.type("java/lang/Class"));
        load(ALOAD, 2);
        code.u1(CHECKCAST).u2(pool.type("java/lang/String"));
        call("objectFieldOffset", FIELD_OFFSET);
        end(PUBLIC, "applyAsLong", "(" + OBJECT + OBJECT + ")J", LRETURN);
    }

    private void isUninitialized() {
        unsafe();
        load(ALOAD, 1);
        code.u1(CHECKCAST).u2(pool.type("java/lang/Class"));
        call("shouldBeInitialized", "(Ljava/lang/Class;)Z");
        end(PUBLIC, "test", "(" + OBJECT + ")Z", IRETURN);
    }

    private void carrier() {
        String source = threadHas("currentCarrierThread") ? "currentCarrierThread" : "currentThread";
        code.u1(INVOKESTATIC).u2(pool.method(THREAD, source, "()Ljava/lang/Thread;"));
        end(STATIC, "carrier", "()Ljava/lang/Thread;", ARETURN);
    }

    private void id() {
        String descriptor = "(Ljava/lang/Thread;)J";
        if (threadHas("threadId")) {
            load(ALOAD, 0);
            code.u1(INVOKEVIRTUAL).u2(pool.method(THREAD, "threadId", "()J"));
            end(STATIC, "id", descriptor, LRETURN);
            return;
        }
        fields.u2(PRIVATE_STATIC_FINAL).u2(pool.utf8("TID")).u2(pool.utf8("J")).u2(0);
        fieldCount++;
        unsafe();
        code.u1(LDC).u1(pool.type(THREAD));
        code.u1(LDC).u1(pool.string("tid"));
        call("objectFieldOffset", FIELD_OFFSET);
        code.u1(PUTSTATIC).u2(pool.field(name, "TID", "J"));
        end(STATIC, "<clinit>", "()V", RETURN);
        unsafe();
        load(ALOAD, 0);
        code.u1(GETSTATIC).u2(pool.field(name, "TID", "J"));
        call("getLong", "(" + OBJECT + "J)J");
        end(STATIC, "id", descriptor, LRETURN);
    }

    /** A method whose first two arguments are an array and an index; the further ones are handed on. */
    private void element(String method, String descriptor, String primitive, String target) {
        unsafe();
        load(ALOAD, 0);
        position(descriptor.charAt(2));
        String rest = target.substring(target.indexOf('J') + 1, target.indexOf(')'));
        int local = 2;
        for (int i = 0; i < rest.length(); i++) {
            switch (rest.charAt(i)) {
                case 'J' -> {
                    load(LLOAD, local);
                    local += 2;
                }
                case 'I' -> load(ILOAD, local++);
                default -> {
                    load(ALOAD, local++);
                    i = rest.indexOf(';', i);
                }
            }
        }
        call(primitive, target);
        if (descriptor.endsWith("V") && target.endsWith("J")) {
            code.u1(POP2);
        }
        end(STATIC, method, descriptor,
                descriptor.endsWith("V") ? RETURN : descriptor.endsWith("J") ? LRETURN : IRETURN);
    }

    /** Base + index * scale, of the JVM's own constants. Their types changed from int to long. */
    private void position(char element) {
        String array = switch (element) {
            case 'J' -> "ARRAY_LONG";
            case 'I' -> "ARRAY_INT";
            default -> "ARRAY_OBJECT";
        };
        load(ILOAD, 1);
        code.u1(I2L);
        constant(array + "_INDEX_SCALE");
        code.u1(LMUL);
        constant(array + "_BASE_OFFSET");
        code.u1(LADD);
    }

    private void constant(String field) {
        boolean isLong = isLong(field);
        code.u1(GETSTATIC).u2(pool.field(UNSAFE, field, isLong ? "J" : "I"));
        if (!isLong) {
            code.u1(I2L);
        }
    }

    private static boolean isLong(String field) {
        try {
            return Class.forName(UNSAFE.replace('/', '.'), false, null).getDeclaredField(field).getType() == long.class;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no " + field, e);
        }
    }

    private void field(String method, String descriptor, String primitive, int returns) {
        unsafe();
        load(ALOAD, 0);
        load(LLOAD, 1);
        call(primitive, descriptor);
        end(STATIC, method, descriptor, returns);
    }

    private void load(int opcode, int local) {
        code.u1(opcode).u1(local);
    }

    private void unsafe() {
        code.u1(INVOKESTATIC).u2(pool.method(UNSAFE, "getUnsafe", "()L" + UNSAFE + ";"));
    }

    private void call(String primitive, String descriptor) {
        code.u1(INVOKEVIRTUAL).u2(pool.method(UNSAFE, primitive, descriptor));
    }

    /** Adds the method whose code has been put together. */
    private void end(int access, String method, String descriptor, int returns) {
        code.u1(returns);
        methods.u2(access).u2(pool.utf8(method)).u2(pool.utf8(descriptor)).u2(1);
        methods.u2(pool.utf8("Code")).u4(12 + code.length()).u2(STACK_AND_LOCALS).u2(STACK_AND_LOCALS);
        methods.u4(code.length()).copy(code).u2(0).u2(0);
        methodCount++;
        code = new ClassBytes(64);
    }

    private static boolean threadHas(String method) {
        try {
            return Thread.class.getDeclaredMethod(method).getName().equals(method);
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
