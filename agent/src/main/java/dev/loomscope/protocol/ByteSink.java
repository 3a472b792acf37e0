package dev.loomscope.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow as they are written: fixed numbers big-endian, varints in groups of seven bits, lowest first. Numbers of up to
 * 28 bits, which are nearly all, take the same steps whatever their length: a branch on the length of a time is seldom foreseen.
 */
public final class ByteSink {
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes that the longest varint takes; a short one is stored with up to four. */
    private static final int VARINT = 10;

    private static final int SHORT_BITS = 28;
    private static final int MORE_FOLLOW = 0x80808080;

    private byte[] bytes;
    private int size;

    /** @param capacity bytes to begin with */
    public ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** Number of bytes written. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the memory. */
    public void clear() {
        size = 0;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u32(int value) {
        reserve(Integer.BYTES);
        BIG.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** A byte, and a varint behind it. */
    void u8Varint(int first, long value) {
        reserve(1 + VARINT);
        bytes[size] = (byte) first;
        size = varint(size + 1, value);
    }

    void varint(long value) {
        reserve(VARINT);
        size = varint(size, value);
    }

    private int varint(int at, long value) {
        if (value >>> SHORT_BITS != 0) {
            return longVarint(at, value);
        }
        int number = (int) value;
        int groups = (number & 0x7F)
                | (number & 0x7F << 7) << 1
                | (number & 0x7F << 14) << 2
                | (number & 0x7F << 21) << 3;
        // Sevenths, rounded up, of 1 to 28 bits.
        int length = ((Integer.SIZE + 6 - Integer.numberOfLeadingZeros(number | 1)) * 37) >>> 8;
        int follow = MORE_FOLLOW & ((1 << ((length - 1) << 3)) - 1);
        LITTLE.set(bytes, at, groups | follow);
        return at + length;
    }

    private int longVarint(int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        if (text.isEmpty()) {
            u8(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        append(utf8, utf8.length);
    }

    void append(ByteSink other) {
        append(other.bytes, other.size);
    }

    private void append(byte[] source, int length) {
        reserve(length);
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
