package dev.loomscope.view.theme;

/**
 * What eyes make of a colour: all of it, or without one kind of cone. The matrices are those of Machado, Oliveira and Fernandes
 * (2009) at full severity, on linear light; differences are distances in OKLab.
 */
enum ColourVision {
    ALL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    private final double[] matrix;

    ColourVision(double... matrix) {
        this.matrix = matrix;
    }

    /** How far two colours look apart, in hundredths of OKLab. */
    double difference(int one, int other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return 100 * Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
    }

    /** Relative luminance as contrast is reckoned with. */
    static double luminance(int colour) {
        double[] light = linear(colour);
        return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    }

    private double[] lab(int colour) {
        double[] light = linear(colour);
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += matrix[i * 3 + k] * light[k];
            }
            seen[i] = Math.clamp(sum, 0, 1);
        }
        double l = Math.cbrt(0.4122214708 * seen[0] + 0.5363325363 * seen[1] + 0.0514459929 * seen[2]);
        double m = Math.cbrt(0.2119034982 * seen[0] + 0.6806995451 * seen[1] + 0.1073969566 * seen[2]);
        double s = Math.cbrt(0.0883024619 * seen[0] + 0.2817188376 * seen[1] + 0.6299787005 * seen[2]);
        return new double[] {
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    private static double[] linear(int colour) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = (colour >> (16 - 8 * i) & 0xFF) / 255.0;
            light[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return light;
    }

    private static double square(double value) {
        return value * value;
    }
}
