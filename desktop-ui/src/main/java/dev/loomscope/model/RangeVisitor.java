package dev.loomscope.model;

/** Is shown time ranges one by one. */
@FunctionalInterface
public interface RangeVisitor {
    /** One range, in ns since the epoch. */
    void range(long from, long to);
}
