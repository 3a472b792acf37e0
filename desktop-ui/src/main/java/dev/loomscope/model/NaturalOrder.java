package dev.loomscope.model;

import java.util.Comparator;

/**
 * Orders names as people do: small and capital letters alike, numbers within them by value, so that {@code worker-9} stands
 * before {@code worker-10}.
 */
public final class NaturalOrder implements Comparator<String> {
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int leftEnd = digits(left, l);
            int rightEnd = digits(right, r);
            int order;
            if (leftEnd > l && rightEnd > r) {
                order = numbers(left.substring(l, leftEnd), right.substring(r, rightEnd));
                l = leftEnd;
                r = rightEnd;
            } else {
                order = Character.compare(Character.toLowerCase(left.charAt(l++)),
                        Character.toLowerCase(right.charAt(r++)));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length() - l, right.length() - r);
    }

    private static int numbers(String left, String right) {
        String l = left.replaceFirst("^0+", "");
        String r = right.replaceFirst("^0+", "");
        return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
