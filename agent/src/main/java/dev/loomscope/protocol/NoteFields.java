package dev.loomscope.protocol;

/** The bytes of a note: what is 0 at the end is left out. */
final class NoteFields {
    private NoteFields() {}

    /** @param subject an unsigned number */
    static void write(ByteSink out, long subject, long value, long other, int taskClass, int pool) {
        out.varint(subject);
        int fields = pool != 0 ? 5 : taskClass != 0 ? 4 : other != 0 ? 3 : value != 0 ? 2 : 1;
        if (fields > 1) {
            out.zigzag(value);
        }
        if (fields > 2) {
            out.zigzag(other);
        }
        if (fields > 3) {
            out.varint(taskClass);
        }
        if (fields > 4) {
            out.varint(pool);
        }
    }
}
