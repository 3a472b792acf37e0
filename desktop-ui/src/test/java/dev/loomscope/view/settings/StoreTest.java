package dev.loomscope.view.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoreTest {
    private static final Key<Long> COUNT = Key.whole("count", 5, 1, 9);
    private static final Key<List<String>> NAMES = Key.list("names", 3);

    @TempDir
    private Path directory;

    @Test
    void whatIsSetIsThereTheNextTime() throws Exception {
        Path file = directory.resolve("new").resolve("desktop.properties");
        Store store = Store.read(file);
        store.property(COUNT).set(7L);
        store.set(NAMES, List.of("a,b", "50%2C", "ü"));
        store.set(Keys.THEME, Appearance.SYSTEM);
        store.save();

        Store again = Store.read(file);
        assertThat(again.get(COUNT)).isEqualTo(7);
        assertThat(again.get(NAMES)).containsExactly("a,b", "50%2C", "ü");
        assertThat(again.get(Keys.THEME)).isEqualTo(Appearance.SYSTEM);
        assertThat(again.problem()).isEmpty();
        assertThat(Files.list(file.getParent())).as("nothing is left beside it").containsExactly(file);
    }

    @Test
    void aPropertyAndItsKeyAreOne() {
        Store store = Store.fresh();
        store.set(COUNT, 3L);
        assertThat(store.property(COUNT).get()).isEqualTo(3);
        store.set(COUNT, 4L);
        assertThat(store.property(COUNT).get()).isEqualTo(4);
        assertThat(store.get(COUNT)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=0", "count=10", "count=many", "count=", "count"})
    void whatMakesNoSenseCountsAsNotChosen(String line) throws Exception {
        Path file = Files.writeString(directory.resolve("desktop.properties"), line + "\nnames=x,,y,z,w");

        assertThat(Store.read(file).get(COUNT)).isEqualTo(5);
        assertThat(Store.read(file).get(NAMES)).containsExactly("x", "y", "z");
    }

    @Test
    void aDamagedFileIsPutAside() throws Exception {
        Path file = Files.writeString(directory.resolve("desktop.properties"), "count=7\nnames=\\uZZZZ");
        Store store = Store.read(file);
        assertThat(store.get(COUNT)).isEqualTo(5);
        assertThat(store.problem()).contains("cannot be read");

        store.set(COUNT, 2L);
        store.save();
        assertThat(Store.read(file).get(COUNT)).isEqualTo(2);
        assertThat(directory.resolve("desktop.properties.damaged")).hasContent("count=7\nnames=\\uZZZZ");
    }

    @Test
    void binaryRubbishHarmsNothing() throws Exception {
        Path file = Files.write(directory.resolve("desktop.properties"),
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2, (byte) 0x80});
        assertThat(Store.read(file).get(COUNT)).isEqualTo(5);
    }

    @Test
    void aFileOfALaterVersionIsLeftAsItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("desktop.properties"), "version=2\ncount=7");
        Store store = Store.read(file);
        store.set(COUNT, 2L);
        store.save();

        assertThat(store.problem()).contains("later version=2");
        assertThat(file).hasContent("version=2\ncount=7");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheWorkGoesOn() throws Exception {
        Path file = Files.createFile(directory.resolve("plain")).resolve("desktop.properties");
        Store store = Store.read(file);
        store.set(COUNT, 2L);
        store.save();

        assertThat(store.problem()).contains("cannot be written");
        assertThat(store.get(COUNT)).isEqualTo(2);
    }
}
