package dev.loomscope.agent.it.semantics;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** StructuredTaskScope as JDK 25 has it, a preview; asked for by name. */
final class ScopeFacts {
    private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

    private ScopeFacts() {}

    static boolean present() {
        try {
            close(open());
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        } catch (Throwable e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static Object open() throws Throwable {
        return call(Class.forName(SCOPE), "open", null);
    }

    private static Object openWith(String joiner) throws Throwable {
        Class<?> joiners = Class.forName(SCOPE + "$Joiner");
        Object chosen = call(joiners, joiner, null);
        return invoke(Class.forName(SCOPE).getMethod("open", joiners), null, chosen);
    }

    private static Object fork(Object scope, Callable<?> task) throws Throwable {
        return invoke(Class.forName(SCOPE).getMethod("fork", Callable.class), scope, task);
    }

    private static Object join(Object scope) throws Throwable {
        return call(Class.forName(SCOPE), "join", scope);
    }

    private static void close(Object scope) throws Throwable {
        call(Class.forName(SCOPE), "close", scope);
    }

    private static Object get(Object subtask, String method) throws Throwable {
        return call(Class.forName(SCOPE + "$Subtask"), method, subtask);
    }

    private static Object call(Class<?> type, String method, Object target) throws Throwable {
        return invoke(type.getMethod(method), target);
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A body that may throw anything. */
    private interface Body {
        Object run() throws Throwable;
    }

    private static void fact(Report report, String name, Body body) {
        report.fact(name, () -> {
            try {
                return body.run();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The result of a task that is all that a scope has. */
    static Object forked(Callable<?> task) throws Exception {
        try {
            Object scope = open();
            Object subtask = fork(scope, task);
            join(scope);
            close(scope);
            return get(subtask, "get");
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void tell(Report report) {
        fact(report, "scope completes", () -> {
            Object scope = open();
            List<Object> subtasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int number = i;
                subtasks.add(fork(scope, () -> number));
            }
            join(scope);
            StringBuilder text = new StringBuilder();
            for (Object subtask : subtasks) {
                text.append(get(subtask, "get")).append(get(subtask, "state")).append(' ');
            }
            close(scope);
            return text;
        });
        fact(report, "scope fails", () -> {
            Object scope = open();
            RuntimeException mine = new IllegalStateException("mine");
            CountDownLatch never = new CountDownLatch(1);
            Object waiting = fork(scope, () -> {
                never.await();
                return 1;
            });
            Object failing = fork(scope, () -> {
                throw mine;
            });
            Throwable thrown = null;
            try {
                join(scope);
            } catch (Throwable e) {
                thrown = e;
            }
            String text = thrown.getClass() + " " + (thrown.getCause() == mine) + (get(failing, "exception") == mine)
                    + get(waiting, "state");
            close(scope);
            return text;
        });
        fact(report, "scope's subtask's stack", () -> {
            Object scope = open();
            Object failing = fork(scope, () -> {
                throw new IllegalStateException("stack");
            });
            try {
                join(scope);
            } catch (Throwable e) {
                // As meant.
            }
            String text = Report.trace((Throwable) get(failing, "exception"));
            close(scope);
            return text;
        });
        fact(report, "scope of the first success", () -> {
            Object scope = openWith("anySuccessfulResultOrThrow");
            CountDownLatch never = new CountDownLatch(1);
            fork(scope, () -> {
                never.await();
                return "never";
            });
            fork(scope, () -> "first");
            Object answer = join(scope);
            close(scope);
            return answer;
        });
        fact(report, "scope in a scope", () -> {
            Object scope = open();
            Object outer = fork(scope, () -> {
                try {
                    Object inner = open();
                    Object subtask = fork(inner, () -> 5);
                    join(inner);
                    Object answer = get(subtask, "get");
                    close(inner);
                    return answer;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            });
            join(scope);
            Object answer = get(outer, "get");
            close(scope);
            return answer;
        });
        fact(report, "scope of another thread", () -> {
            Object scope = open();
            List<Object> seen = new ArrayList<>();
            Thread thread = new Thread(() -> seen.add(Report.thrownBy(() -> {
                try {
                    return fork(scope, () -> 1);
                } catch (Exception | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }).toString()));
            thread.start();
            thread.join();
            close(scope);
            return seen;
        });
    }
}
