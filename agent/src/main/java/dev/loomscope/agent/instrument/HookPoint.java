package dev.loomscope.agent.instrument;

import java.util.List;

/**
 * A place of the JDK at which a hook is called: which method is meant, where in it, and what the hook is given. The method is
 * known by its name and the start of its descriptor, so that a JDK that has something else there goes without this hook and
 * nothing more.
 *
 * @param name what people call it: {@code Class.method}
 * @param target class that holds the method, with slashes
 * @param method the method's name
 * @param arguments start of its descriptor
 * @param place where in the method
 * @param steps what puts the hook's arguments on the stack
 * @param hook class and method of the hook
 * @param descriptor the hook's descriptor
 */
record HookPoint(
        String name,
        String target,
        String method,
        String arguments,
        Place place,
        List<Step> steps,
        Hook hook,
        String descriptor) {
    /**
     * A method of the hooks.
     *
     * @param type simple name of its class
     * @param method its name
     */
    record Hook(String type, String method) {}

    boolean isIn(String methodName, String methodDescriptor) {
        return method.equals(methodName) && methodDescriptor.startsWith(arguments);
    }
}
