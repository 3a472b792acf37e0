package dev.loomscope.filter;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The nearest of some words, empty where none is near. */
    static String of(String typed, Collection<String> words) {
        String word = typed.toLowerCase(Locale.ROOT);
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : words) {
            boolean begins = word.length() > 1 && candidate.startsWith(word);
            int distance = begins ? 1 : distance(word, candidate);
            int allowed = begins ? 1 : Math.max(1, Math.min(word.length(), candidate.length()) / 3);
            if (distance <= allowed && distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Letters to change, add, take away, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
