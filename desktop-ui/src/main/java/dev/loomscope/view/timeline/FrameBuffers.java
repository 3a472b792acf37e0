package dev.loomscope.view.timeline;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

/** Two pictures in turn: while the toolkit still shows one, the next frame is painted into the other. */
final class FrameBuffers {
    private final Buffer[] buffers = {new Buffer(), new Buffer()};
    private int turn;

    private static final class Buffer {
        private int width;
        private int height;
        private int[] argb = new int[0];
        private @Nullable PixelBuffer<IntBuffer> pixels;
        private @Nullable Image image;
    }

    /** The one to paint next, in device pixels. */
    Pixels next(int width, int height) {
        turn ^= 1;
        Buffer buffer = buffers[turn];
        if (buffer.pixels == null || buffer.width != width || buffer.height != height) {
            buffer.width = width;
            buffer.height = height;
            buffer.argb = new int[width * height];
            buffer.pixels = new PixelBuffer<>(
                    width, height, IntBuffer.wrap(buffer.argb), PixelFormat.getIntArgbPreInstance());
            buffer.image = new WritableImage(buffer.pixels);
        }
        return new Pixels(buffer.argb, width, height);
    }

    /** What was painted last, ready to be shown. */
    @Nullable
    Image painted() {
        Buffer buffer = buffers[turn];
        if (buffer.pixels != null) {
            buffer.pixels.updateBuffer(_ -> null);
        }
        return buffer.image;
    }
}
