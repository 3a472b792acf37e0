package dev.loomscope.demo.webshop;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the shop sells. */
final class Catalog {
    static final int SIZE = 240;

    private static final List<
            String> KINDS = List.of("lamp", "chair", "teapot", "rug", "clock", "vase", "desk", "mirror");
    private static final List<String> COLOURS = List.of("white", "red", "green", "grey", "blue", "black");

    private final List<Product> products;

    Catalog(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        products = IntStream.rangeClosed(1, SIZE).mapToObj(id -> product(id, random)).toList();
    }

    private static Product product(int id, SplittableRandom random) {
        String name = COLOURS.get(id % COLOURS.size()) + " " + KINDS.get(id % KINDS.size()) + " no. " + id;
        return new Product(id, name, random.nextInt(500, 20_000));
    }

    /** The product of that number; it has to be in the catalog. */
    Product product(int id) {
        if (id < 1 || id > products.size()) {
            throw new IllegalArgumentException("product=" + id + " is not in the catalog");
        }
        return products.get(id - 1);
    }

    /** The products whose name has that word. */
    List<Product> search(String word) {
        return products.stream().filter(product -> product.name().contains(word)).toList();
    }

    /** @param cents the price before any rebate */
    record Product(int id, String name, int cents) {}
}
