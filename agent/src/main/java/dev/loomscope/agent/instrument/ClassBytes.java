package dev.loomscope.agent.instrument;

import java.util.Arrays;

/** Bytes of a class file as they are put together: numbers are big-endian. */
final class ClassBytes {
    private byte[] bytes;
    private int length;

    /** @param capacity so many bytes need no further memory */
    ClassBytes(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    ClassBytes u1(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    ClassBytes u2(int value) {
        reserve(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    ClassBytes u4(int value) {
        return u2(value >> 16).u2(value);
    }

    /** Adds a part of an array. */
    ClassBytes copy(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    ClassBytes copy(ClassBytes from) {
        return copy(from.bytes, 0, from.length);
    }

    /** Writes over what was added before. */
    void u4At(int position, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[position + i] = (byte) (value >> (24 - 8 * i));
        }
    }

    static int u1(byte[] code, int at) {
        return code[at] & 0xFF;
    }

    static int u2(byte[] code, int at) {
        return (code[at] & 0xFF) << 8 | (code[at + 1] & 0xFF);
    }

    static int s2(byte[] code, int at) {
        return code[at] << 8 | (code[at + 1] & 0xFF);
    }

    static int s4(byte[] code, int at) {
        return u2(code, at) << 16 | u2(code, at + 2);
    }
}
