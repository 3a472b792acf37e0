package dev.loomscope.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as they are written: fixed numbers big-endian, varints in groups of seven bits, lowest first. */
public final class ByteSink {
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
        reserve(4);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void text(String text) {
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
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
