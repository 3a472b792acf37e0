package dev.loomscope.agent.instrument;

/**
 * Where in a method a hook is called.
 *
 * @param kind relation to the start, the end, or a call that the method makes
 * @param callee of a call: {@code owner.name} with the start of its descriptor, otherwise empty
 * @param after of {@link Kind#AROUND_CALL}: the hook class's method that is called behind it, otherwise empty
 */
record Place(Kind kind, String callee, String after) {
    enum Kind {
        ENTER,
        BEFORE_RETURN,
        BEFORE_THROW,
        BEFORE_CALL,
        AFTER_CALL,

        /**
         * Around a call without arguments. The hook before it gets the call's receiver, then what the steps give, and returns an
         * object; the hook behind it gets that object, the receiver, and what the steps give. Not where the call throws.
         */
        AROUND_CALL
    }

    static final Place ENTER = new Place(Kind.ENTER, "", "");
    static final Place BEFORE_RETURN = new Place(Kind.BEFORE_RETURN, "", "");

    /** Wherever the method itself throws, or throws on after it has tidied up. */
    static final Place BEFORE_THROW = new Place(Kind.BEFORE_THROW, "", "");

    static Place beforeCall(String callee) {
        return new Place(Kind.BEFORE_CALL, callee, "");
    }

    static Place afterCall(String callee) {
        return new Place(Kind.AFTER_CALL, callee, "");
    }

    static Place aroundCall(String callee, String after) {
        return new Place(Kind.AROUND_CALL, callee, after);
    }

    /** Whether a call that a method makes is the one meant. */
    boolean isCall(Kind relation, String owner, String name, String descriptor) {
        return kind == relation
                && !callee.isEmpty()
                && callee.startsWith(owner)
                && (owner + '.' + name + descriptor).startsWith(callee);
    }
}
