package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of hooks stand where they were asked for, get what they were promised, and change nothing else. */
class InsertingVisitorTest {
    private static final List<Object> CALLS = new ArrayList<>();

    /** Stands in for a hook class. */
    public static final class Recorder {
        private Recorder() {}

        public static void one(Object a) {
            CALLS.add(List.of(String.valueOf(a)));
        }

        public static void two(Object a, Object b) {
            CALLS.add(List.of(String.valueOf(a), String.valueOf(b)));
        }

        public static Object before(Object receiver, Object a) {
            CALLS.add(List.of("before", String.valueOf(receiver), String.valueOf(a)));
            return "kept " + CALLS.size();
        }

        public static void after(Object kept, Object receiver, Object a) {
            CALLS.add(List.of("after", String.valueOf(kept), String.valueOf(receiver), String.valueOf(a)));
        }

        public static void done(boolean done, Object a) {
            CALLS.add(List.of(String.valueOf(done), String.valueOf(a)));
        }
    }

    /** Stands in for a class of the JDK. */
    public static class Target {
        private static final int STATE = 7;

        private final List<String> order = new ArrayList<>();

        @Override
        public String toString() {
            return "target";
        }

        public boolean remove(Object task) {
            boolean removed = STATE == 7 && order.remove(task);
            if (removed) {
                return true;
            }
            return task == null;
        }

        public void run(Runnable task, Object other) {
            long wide = System.nanoTime();
            for (int i = 0; i < 2; i++) {
                try {
                    task.run();
                    after(task, null);
                } catch (IllegalStateException e) {
                    after(task, e);
                    order.add("caught");
                } finally {
                    order.add("finally");
                }
            }
            order.add(wide == 0 ? "" : "end");
        }

        public void run(int number) {
            order.add("number=" + number);
        }

        public int nested(java.util.Iterator<?> numbers) {
            int sum = 0;
            while (numbers.hasNext()) {
                numbers.next();
                sum += numbers.hashCode();
                sum += order.size();
            }
            return sum;
        }

        private void after(Object task, Throwable thrown) {
            order.add("after=" + task + (thrown == null ? "" : " thrown"));
        }
    }

    private final Map<String, Integer> constants = new HashMap<>();
    private final List<String> inserted = new ArrayList<>();

    @BeforeEach
    void clear() {
        CALLS.clear();
    }

    private static HookPoint point(String method, String arguments, Place place, String hook, String descriptor,
            Step... steps) {
        return new HookPoint(
                method,
                Type.getInternalName(Target.class),
                method,
                arguments,
                place,
                List.of(steps),
                new HookPoint.Hook("Recorder", hook),
                descriptor);
    }

    private Object transformed(HookPoint... points) throws Exception {
        byte[] code;
        try (InputStream in = Target.class.getResourceAsStream("InsertingVisitorTest$Target.class")) {
            code = in.readAllBytes();
        }
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new InsertingVisitor(
                        writer,
                        reader.getClassName(),
                        List.of(points),
                        type -> Type.getInternalName(Recorder.class),
                        new InsertingVisitor.Findings() {
                            @Override
                            public void inserted(HookPoint point) {
                                inserted.add(point.name());
                            }

                            @Override
                            public void constant(String name, int value) {
                                constants.put(name, value);
                            }
                        }),
                0);
        // Defining it verifies it: frames and stack sizes are right.
        Class<?> type = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define(byte[] bytes) {
                return defineClass(Target.class.getName(), bytes, 0, bytes.length);
            }
        }.define(writer.toByteArray());
        return type.getDeclaredConstructor().newInstance();
    }

    private static Object call(Object target, String method, Class<?>[] types, Object... arguments) throws Exception {
        return target.getClass().getMethod(method, types).invoke(target, arguments);
    }

    @SuppressWarnings("unchecked")
    private static List<String> order(Object target) throws Exception {
        var field = target.getClass().getDeclaredField("order");
        field.setAccessible(true);
        return (List<String>) field.get(target);
    }

    @Test
    void onEntry() throws Exception {
        Object target = transformed(
                point(
                        "run",
                        "(Ljava/lang/Runnable;",
                        Place.ENTER,
                        "two",
                        "(Ljava/lang/Object;Ljava/lang/Object;)V",
                        Step.THIS,
                        Step.SECOND_ARGUMENT));
        call(target, "run", new Class<?>[] {Runnable.class, Object.class}, (Runnable) () -> {}, "other");
        call(target, "run", new Class<?>[] {int.class}, 5);
        assertThat(CALLS).containsExactly(List.of("target", "other"));
        assertThat(order(target)).endsWith("end", "number=5");
    }

    @Test
    void beforeEachReturn() throws Exception {
        Object target = transformed(
                point(
                        "remove",
                        "(Ljava/lang/Object;)Z",
                        Place.BEFORE_RETURN,
                        "done",
                        "(ZLjava/lang/Object;)V",
                        Step.DUP,
                        Step.FIRST_ARGUMENT));
        order(target).add("a");
        assertThat(call(target, "remove", new Class<?>[] {Object.class}, "a")).isEqualTo(true);
        assertThat(call(target, "remove", new Class<?>[] {Object.class}, "a")).isEqualTo(false);
        assertThat(CALLS).containsExactly(List.of("true", "a"), List.of("false", "a"));
    }

    @Test
    void aroundCallsInsideLoopsAndHandlers() throws Exception {
        Object target = transformed(
                point(
                        "run",
                        "(Ljava/lang/Runnable;",
                        Place.beforeCall("java/lang/Runnable.run()"),
                        "two",
                        "(Ljava/lang/Object;Ljava/lang/Object;)V",
                        Step.DUP,
                        Step.THIS),
                point(
                        "run",
                        "(Ljava/lang/Runnable;",
                        Place.beforeCall(Type.getInternalName(Target.class) + ".after("),
                        "two",
                        "(Ljava/lang/Object;Ljava/lang/Object;)V",
                        Step.DUP2));
        Runnable task = new Runnable() {
            private int runs;

            @Override
            public void run() {
                if (++runs == 2) {
                    throw new IllegalStateException("second");
                }
            }

            @Override
            public String toString() {
                return "task";
            }
        };
        call(target, "run", new Class<?>[] {Runnable.class, Object.class}, task, null);
        assertThat(CALLS).containsExactly(
                List.of("task", "target"),
                List.of("task", "null"),
                List.of("task", "target"),
                List.of("task", "java.lang.IllegalStateException: second"));
        assertThat(order(target)).containsExactly("after=task", "finally", "after=task thrown", "caught", "finally",
                "end");
        assertThat(inserted).containsExactly("run", "run", "run");
    }

    @Test
    void aroundCallsOfWhichEachKeepsWhatItWasTold() throws Exception {
        String descriptor = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
        Object target = transformed(
                point(
                        "nested",
                        "(",
                        Place.aroundCall("java/util/List.size()", "after"),
                        "before",
                        descriptor,
                        Step.THIS),
                point(
                        "run",
                        "(Ljava/lang/Runnable;",
                        Place.aroundCall("java/lang/Runnable.run()", "after"),
                        "before",
                        descriptor,
                        Step.THIS));
        order(target).add("a");
        var numbers = new java.util.Iterator<Integer>() {
            private int left = 2;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Integer next() {
                return left--;
            }

            @Override
            public int hashCode() {
                return 10;
            }
        };
        assertThat(call(target, "nested", new Class<?>[] {java.util.Iterator.class}, numbers)).isEqualTo(22);
        assertThat(CALLS).containsExactly(
                List.of("before", "[a]", "target"),
                List.of("after", "kept 1", "[a]", "target"),
                List.of("before", "[a]", "target"),
                List.of("after", "kept 3", "[a]", "target"));
        CALLS.clear();
        int[] runs = {0};
        call(target, "run", new Class<?>[] {Runnable.class, Object.class}, (Runnable) () -> {
            if (++runs[0] == 2) {
                throw new IllegalStateException("second");
            }
        }, null);
        // The second call throws, and with it goes what was kept.
        assertThat(CALLS.stream().map(each -> (Object) ((List<?>) each).get(0))).containsExactly("before", "after",
                "before");
        assertThat(order(target)).endsWith("caught", "finally", "end");
    }

    @Test
    void whatIsNotThereIsLeftOut() throws Exception {
        Object target = transformed(
                point("run", "(Ljava/lang/String;", Place.ENTER, "one", "(Ljava/lang/Object;)V", Step.THIS),
                point("walk", "(", Place.ENTER, "one", "(Ljava/lang/Object;)V", Step.THIS),
                point("run", "(I", Place.beforeCall("java/util/List.remove("), "one", "(Ljava/lang/Object;)V",
                        Step.THIS));
        call(target, "run", new Class<?>[] {int.class}, 5);
        assertThat(inserted).isEmpty();
        assertThat(CALLS).isEmpty();
    }

    @Test
    void numbersOfStatesAreRead() throws Exception {
        transformed();
        assertThat(constants).containsEntry("STATE", 7);
    }

    @Test
    void everyHookFindsItsPlaceInThisJdk() throws IOException {
        List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(FutureHookPoints.all());
        HookTransformer transformer = new HookTransformer(points, type -> "java/lang/" + type);
        for (String target : points.stream().map(HookPoint::target).distinct().toList()) {
            try (InputStream in = Object.class.getResourceAsStream('/' + target + ".class")) {
                assertThat(transformer.transform(target, in.readAllBytes())).isNotNull();
            }
        }
        assertThat(points).allMatch(transformer::isInserted);
        JdkStates states = new JdkStates(transformer);
        assertThat(states.outcomes()).contains(1, 2);
        assertThat(states.reasons()).contains(0, 1, 2, 3, 4, 5, 6);
        assertThat(states.virtualThread("NEW")).isZero();
    }
}
