package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a method's parameters and calls by their descriptors.
 *
 * @param owner name of the class that has the method
 * @param descriptor the method's own
 */
record MethodShape(String owner, String name, String descriptor, boolean isStatic) {
    private static final String CONSTRUCTOR = "<init>";

    boolean isConstructor() {
        return name.equals(CONSTRUCTOR);
    }

    /** What comes back, as in a descriptor. */
    String returns() {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** The parameters, each as in a descriptor. */
    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = at;
            while (descriptor.charAt(end) == '[') {
                end++;
            }
            end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
            parameters.add(descriptor.substring(at, end));
            at = end;
        }
        return parameters;
    }

    /** The parameter that stands in a local variable, as in a descriptor; empty where there is none. */
    String local(int number) {
        int local = isStatic ? 0 : 1;
        for (String parameter : parameters()) {
            if (local == number) {
                return parameter;
            }
            local += isWide(parameter) ? 2 : 1;
        }
        return "";
    }

    /** Of what the object is that a call is made on: empty where it is not initialised yet. */
    String receiver() {
        return isConstructor() ? "" : owner.startsWith("[") ? owner : 'L' + owner + ';';
    }

    /** Whether a value takes two places of the stack. */
    static boolean isWide(String type) {
        return type.equals("J") || type.equals("D");
    }

    /** Whether it refers to an object that may be handed on. */
    static boolean isReference(String type) {
        return type.startsWith("L") || type.startsWith("[");
    }
}
