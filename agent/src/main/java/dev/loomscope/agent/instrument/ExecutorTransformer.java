package dev.loomscope.agent.instrument;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.loomscope.agent.hook.ExecutorRunHooks;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts hooks into the application's executors as their classes are loaded, or retransformed, by us or by another agent. Runs
 * in whatever thread loads a class: it never throws, loads no class of the application's, and keeps names only. Classes of
 * the JDK and of the agent are passed over, and hidden ones are never seen here.
 */
final class ExecutorTransformer implements ClassFileTransformer, Retransformation.Failures {
    /** Numbers that fit into the hooks' frames and tables; sites share one range with types. */
    static final int MOST = 1 << 13;

    private static final int FIRST_SITE = ExecutorRunHooks.BETWEEN + 1;
    private static final int OLDEST = 50;
    private static final String[] OURS = {"dev/loomscope/agent/", "dev/loomscope/protocol/"};
    private static final String[] OF_THE_JDK = {"java/", "jdk/", "sun/", "com/sun/"};
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final HookNames names;
    private final ExecutorFamilies families;
    private final Map<String, Integer> sites = new HashMap<>();
    private final Map<String, Set<String>> loops = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();

    ExecutorTransformer(HookNames names, ExecutorFamilies.Expectations expectations) {
        this.names = names;
        families = new ExecutorFamilies(expectations);
    }

    /** Whether a class is nobody's but the application's. */
    static boolean isOfTheApplication(@Nullable ClassLoader loader, String name) {
        return loader != null && !PLATFORM.equals(loader) && !startsWith(name, OURS) && !startsWith(name, OF_THE_JDK);
    }

    private static boolean startsWith(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] code) {
        try {
            if (name == null || !isOfTheApplication(loader, name)) {
                return null;
            }
            boolean wanted = families.isWanted(name);
            int allowed = ClassConstants.allowed(code);
            return wanted || allowed != 0 ? transform(name, code, wanted, allowed) : null;
        } catch (Throwable e) {
            failed(name == null ? "" : name, e);
            return null;
        }
    }

    private synchronized byte @Nullable [] transform(String name, byte[] code, boolean wanted, int allowed) {
        if (failures.containsKey(name)) {
            return null;
        }
        ClassReader reader = new ClassReader(code);
        String superName = reader.getSuperName();
        if (wanted) {
            families.extendsClass(name, superName);
        }
        if (allowed == 0 || reader.readUnsignedShort(6) < OLDEST || !mayConcern(reader, name, superName, allowed)) {
            return null;
        }
        ExecutorShape shape = new ExecutorShape();
        reader.accept(shape, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        int type = shape.executes() ? families.type(name, MOST) : 0;
        Map<String, Integer> numbers = numbers(name, shape);
        if (type < 0 || numbers.size() < shape.sites().size() || (type == 0 && numbers.isEmpty())) {
            return null;
        }
        families.met(name, superName, shape);
        noteLoops(name, shape);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ExecutorVisitor(writer, shape, names, type, numbers), 0);
        byte[] result = writer.toByteArray();
        changed.add(name);
        return result;
    }

    private boolean mayConcern(ClassReader reader, String name, @Nullable String superName, int allowed) {
        if (families.concerns(name, superName, reader.getInterfaces())) {
            return true;
        }
        if ((allowed & ClassConstants.EXECUTES) == 0) {
            return false;
        }
        Headers headers = new Headers();
        reader.accept(headers, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return headers.executes;
    }

    /** Numbers of the methods that run Runnables; not of all of them where there are too many. */
    private Map<String, Integer> numbers(String name, ExecutorShape shape) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String method : shape.sites().keySet()) {
            String site = name + '.' + method;
            Integer known = sites.get(site);
            int number = known == null ? FIRST_SITE + sites.size() : known;
            if (number < MOST) {
                sites.put(site, number);
                numbers.put(method, number);
            }
        }
        return numbers;
    }

    private void noteLoops(String name, ExecutorShape shape) {
        Set<String> methods = new HashSet<>();
        for (Map.Entry<String, ExecutorShape.Method> site : shape.sites().entrySet()) {
            if (site.getValue().loops()) {
                methods.add(site.getKey().substring(0, site.getKey().indexOf('(')));
            }
        }
        if (!methods.isEmpty() && !shape.tellsBetween()) {
            loops.put(name, methods);
        }
    }

    /** Such a class is left as it is from now on. */
    @Override
    public synchronized void failed(String name, Throwable why) {
        failures.put(name, why.toString());
        changed.remove(name);
    }

    /** Names of the classes that have hooks, with slashes. */
    synchronized Set<String> changed() {
        return new HashSet<>(changed);
    }

    /** Whether a class, by its name, is an executor that has workers, or is nested in one. */
    boolean isWorkers(String className) {
        return families.hasWorkers(className.replace('.', '/'));
    }

    /** Why classes could not be changed, by name. */
    synchronized Map<String, String> failures() {
        return new HashMap<>(failures);
    }

    /** Judges executors anew by who is found in the middle of their methods: a frame has no hook that its class got later. */
    synchronized void found(Iterable<StackTraceElement[]> stacks) {
        for (StackTraceElement[] stack : stacks) {
            for (StackTraceElement frame : stack) {
                String name = frame.getClassName().replace('.', '/');
                Set<String> methods = loops.get(name);
                if (methods != null && methods.contains(frame.getMethodName())) {
                    families.hasUnseenWorkers(name);
                }
            }
        }
    }

    /** Looks for execute among the methods. */
    private static final class Headers extends ClassVisitor {
        private boolean executes;

        Headers() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            executes |= ExecutorShape.EXECUTE.equals(method + descriptor);
            return null;
        }
    }
}
