package dev.loomscope.demo.webshop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** The carts that customers fill. The least recently used are forgotten. */
final class Carts {
    private static final int MOST = 5_000;

    private final Map<Integer, List<Catalog.Product>> carts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<Integer, List<Catalog.Product>> eldest) {
            return size() > MOST;
        }
    };

    synchronized int add(int cart, Catalog.Product product) {
        List<Catalog.Product> products = carts.computeIfAbsent(cart, number -> new ArrayList<>());
        products.add(product);
        return products.size();
    }

    synchronized Cart view(int cart) {
        return new Cart(cart, carts.getOrDefault(cart, List.of()));
    }

    /**
     * Takes a cart to the till.
     *
     * @throws IllegalArgumentException when it is empty or unknown
     */
    synchronized Cart take(int cart) {
        List<Catalog.Product> products = carts.remove(cart);
        if (products == null) {
            throw new IllegalArgumentException("cart=" + cart + " is empty");
        }
        return new Cart(cart, products);
    }

    /** What is in a cart. */
    record Cart(int number, List<Catalog.Product> products) {
        Cart {
            products = List.copyOf(products);
        }
    }
}
