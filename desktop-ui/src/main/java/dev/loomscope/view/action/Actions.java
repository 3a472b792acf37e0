package dev.loomscope.view.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javafx.scene.input.KeyEvent;

/** All that can be done in a place, in the order of its menu. Immutable. */
public record Actions(List<Action> all) {
    private static final Pattern WORDS = Pattern.compile("\\s+");

    public Actions {
        all = List.copyOf(all);
    }

    /** These and others behind them. */
    public Actions and(Actions more) {
        List<Action> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Actions(both);
    }

    /** The same, possible only while something holds. */
    public Actions when(BooleanSupplier holds) {
        return new Actions(all.stream()
                .map(action -> action.when(() -> holds.getAsBoolean() && action.enabled().getAsBoolean())).toList());
    }

    /** The one with an id; there has to be one. */
    public Action get(String id) {
        return all.stream().filter(action -> action.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action id=" + id));
    }

    /** By section, both in their order. */
    public Map<String, List<Action>> sections() {
        Map<String, List<Action>> sections = new LinkedHashMap<>();
        for (Action action : all) {
            sections.computeIfAbsent(action.section(), _ -> new ArrayList<>()).add(action);
        }
        return sections;
    }

    /** Those whose name or section holds every word of a text, case aside. */
    public List<Action> matching(String text) {
        List<String> words = WORDS.splitAsStream(text.strip().toLowerCase(Locale.ROOT)).toList();
        return all.stream().filter(action -> {
            String name = (action.name() + " " + action.section()).toLowerCase(Locale.ROOT);
            for (String word : words) {
                if (!name.contains(word)) {
                    return false;
                }
            }
            return true;
        }).toList();
    }

    Optional<Action> pressed(KeyEvent event) {
        return all.stream().filter(action -> action.keys().stream()
                .anyMatch(keys -> keys instanceof Keys.Press press && press.matches(event))).findFirst();
    }

    Optional<Action> typed(KeyEvent event) {
        return all.stream().filter(action -> action.keys().stream()
                .anyMatch(keys -> keys instanceof Keys.Typed typed && typed.matches(event))).findFirst();
    }
}
