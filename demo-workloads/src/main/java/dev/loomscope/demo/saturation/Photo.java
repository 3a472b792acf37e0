package dev.loomscope.demo.saturation;

/** An uploaded picture in shades of grey. */
final class Photo {
    static final int WIDTH = 320;
    static final int HEIGHT = 240;
    static final int SCALE = 4;

    private final byte[] pixels = new byte[WIDTH * HEIGHT];

    /** @param number the same number gives the same picture */
    Photo(int number) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i * 31 + number * 17) >>> 3);
        }
    }

    /** The picture in a quarter of its width and height; each point is the mean of those that it stands for. */
    byte[] thumbnail() {
        byte[] small = new byte[pixels.length / (SCALE * SCALE)];
        for (int i = 0; i < small.length; i++) {
            small[i] = mean(i % (WIDTH / SCALE) * SCALE, i / (WIDTH / SCALE) * SCALE);
        }
        return small;
    }

    private byte mean(int left, int top) {
        int sum = 0;
        for (int y = top; y < top + SCALE; y++) {
            for (int x = left; x < left + SCALE; x++) {
                sum += pixels[y * WIDTH + x] & 0xFF;
            }
        }
        return (byte) (sum / (SCALE * SCALE));
    }
}
