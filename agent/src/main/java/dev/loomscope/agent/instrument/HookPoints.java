package dev.loomscope.agent.instrument;

import java.util.List;

/**
 * Makes points at which hooks of one class are called.
 *
 * @param hooks simple name of that class
 */
record HookPoints(String hooks) {
    /** A point that people call by its class and method. */
    HookPoint at(
            String target,
            String method,
            String arguments,
            Place place,
            String hook,
            String descriptor,
            Step... steps) {
        String name = target.substring(target.lastIndexOf('/') + 1).replace('$', '.') + '.' + method;
        return named(name, target, method, arguments, place, hook, descriptor, steps);
    }

    /** A point that people call by a name of its own, as where a method has several. */
    HookPoint named(
            String name,
            String target,
            String method,
            String arguments,
            Place place,
            String hook,
            String descriptor,
            Step... steps) {
        HookPoint.Hook called = new HookPoint.Hook(hooks, hook);
        return new HookPoint(name, target, method, arguments, place, List.of(steps), called, descriptor);
    }
}
