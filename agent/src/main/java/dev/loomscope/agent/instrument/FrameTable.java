package dev.loomscope.agent.instrument;

import static dev.loomscope.agent.instrument.ClassBytes.u1;
import static dev.loomscope.agent.instrument.ClassBytes.u2;

/** The StackMapTable of a method into which code was inserted: the same frames, at other places. */
final class FrameTable {
    private static final int SAME = 64;
    private static final int ONE_ON_STACK = 128;
    private static final int ONE_ON_STACK_FAR = 247;
    private static final int SAME_FAR = 251;
    private static final int FULL = 255;
    private static final int OBJECT = 7;
    private static final int NEW = 8;

    private final byte[] file;
    private final int end;
    private final Moves moves;
    private final ClassBytes out = new ClassBytes(256);
    private int at;

    /**
     * @param file a class file
     * @param from where in it the table begins
     * @param end where it ends
     * @param moves where the instructions have got to
     */
    FrameTable(byte[] file, int from, int end, Moves moves) {
        this.file = file;
        at = from;
        this.end = end;
        this.moves = moves;
    }

    ClassBytes moved() {
        int count = u2(file, at);
        at += 2;
        out.u2(count);
        int position = -1;
        int moved = -1;
        for (; count > 0; count--) {
            int kind = u1(file, at++);
            if (kind >= ONE_ON_STACK && kind < ONE_ON_STACK_FAR) {
                throw new IllegalStateException("a frame that is not known: kind=" + kind);
            }
            int distance = kind < SAME ? kind : kind < ONE_ON_STACK ? kind - SAME : u2(file, at);
            if (kind >= ONE_ON_STACK) {
                at += 2;
            }
            position += distance + 1;
            int target = moves.target(position);
            frame(kind, target - moved - 1);
            moved = target;
        }
        if (at != end) {
            throw new IllegalStateException("frames end elsewhere than they say");
        }
        return out;
    }

    private void frame(int kind, int distance) {
        if (kind < SAME || kind == SAME_FAR) {
            if (distance < SAME) {
                out.u1(distance);
            } else {
                out.u1(SAME_FAR).u2(distance);
            }
        } else if (kind <= ONE_ON_STACK_FAR) {
            if (distance < SAME) {
                out.u1(SAME + distance);
            } else {
                out.u1(ONE_ON_STACK_FAR).u2(distance);
            }
            types(1);
        } else {
            out.u1(kind).u2(distance);
            if (kind == FULL) {
                types(count());
                types(count());
            } else if (kind > SAME_FAR) {
                types(kind - SAME_FAR);
            }
        }
    }

    private int count() {
        int count = u2(file, at);
        out.u2(count);
        at += 2;
        return count;
    }

    private void types(int count) {
        for (; count > 0; count--) {
            int type = u1(file, at++);
            if (type > NEW) {
                throw new IllegalStateException("a type that is not known: type=" + type);
            }
            out.u1(type);
            if (type == OBJECT || type == NEW) {
                int value = u2(file, at);
                out.u2(type == NEW ? moves.place(value) : value);
                at += 2;
            }
        }
    }
}
