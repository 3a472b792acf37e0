package dev.loomscope.model;

/** Names of classes, sites, threads and pools by their ids in the stream. What is not known is called "unknown". */
public final class Names {
    static final String UNKNOWN = "unknown";

    Names() {
    }

    /** Binary name of a class. */
    public String className(int id) {
        return UNKNOWN;
    }

    /** Short name of a class for people: no package, a lambda as {@code Checkout λ}, an anonymous class {@code Checkout$1}. */
    public String simpleClassName(int id) {
        return UNKNOWN;
    }

    /** A place in the code, {@code class.method(File.java:line)}. */
    public String site(int id) {
        return UNKNOWN;
    }

    /** Name of a thread, platform or virtual, by its thread id. */
    public String thread(long id) {
        return UNKNOWN;
    }

    /** Name of a pool for people. */
    public String pool(int id) {
        return UNKNOWN;
    }
}
