package dev.loomscope.protocol;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote, within bounds; bytes that do not fit end in a {@link BadInputException}. */
final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteCursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at >= end;
    }

    int u8() throws BadInputException {
        need(1);
        return bytes[at++] & 0xFF;
    }

    int u32() throws BadInputException {
        need(4);
        int value = ((bytes[at] & 0xFF) << 24)
                | ((bytes[at + 1] & 0xFF) << 16)
                | ((bytes[at + 2] & 0xFF) << 8)
                | (bytes[at + 3] & 0xFF);
        at += 4;
        return value;
    }

    long varint() throws BadInputException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new BadInputException("damaged: a number longer than 64 bits at offset=" + at);
    }

    long zigzag() throws BadInputException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things that take at least {@code least} bytes each: checked against what is left. */
    int count(int least) throws BadInputException {
        long count = varint();
        if (count < 0 || count > (end - at) / least) {
            throw new BadInputException("damaged: count=" + count + " where " + (end - at) + " bytes are left");
        }
        return (int) count;
    }

    int id() throws BadInputException {
        long id = varint();
        if (id < 0 || id > Integer.MAX_VALUE) {
            throw new BadInputException("damaged: id=" + id + " is out of bounds");
        }
        return (int) id;
    }

    String text() throws BadInputException {
        int length = count(1);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The next {@code length} bytes as a cursor of their own; this one steps over them. */
    ByteCursor slice(int length) throws BadInputException {
        need(length);
        ByteCursor slice = new ByteCursor(bytes, at, at + length);
        at += length;
        return slice;
    }

    void skip(int length) throws BadInputException {
        need(length);
        at += length;
    }

    private void need(int length) throws BadInputException {
        if (length < 0 || end - at < length) {
            throw new BadInputException(
                    "damaged: " + length + " bytes wanted at offset=" + at + ", " + (end - at) + " left");
        }
    }
}
