package dev.loomscope.demo.webshop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keeps the shop's book in which nothing can be changed later: each entry's hash contains the one before. */
final class AuditWriter {
    private byte[] last = new byte[32];
    private long entries;

    synchronized void write(String what, long order) {
        MessageDigest digest = sha256();
        digest.update(last);
        last = digest.digest((what + " " + order).getBytes(StandardCharsets.UTF_8));
        entries++;
    }

    /** How many entries the book has. */
    synchronized long entries() {
        return entries;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
