package dev.loomscope.demo.saturation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhotoTest {
    @Test
    void theSamePhotoGivesTheSameThumbnail() {
        assertThat(new Photo(7).thumbnail())
                .hasSize(Photo.WIDTH * Photo.HEIGHT / 16)
                .isEqualTo(new Photo(7).thumbnail())
                .isNotEqualTo(new Photo(8).thumbnail());
    }

    @Test
    void aPointIsTheMeanOfThoseItStandsFor() {
        int sum = 0;
        for (int y = 0; y < Photo.SCALE; y++) {
            for (int x = 0; x < Photo.SCALE; x++) {
                sum += ((y * Photo.WIDTH + x) * 31 + 17 >>> 3) & 0xFF;
            }
        }
        assertThat(new Photo(1).thumbnail()[0] & 0xFF).isEqualTo(sum / 16);
    }
}
