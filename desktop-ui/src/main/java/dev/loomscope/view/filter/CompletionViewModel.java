package dev.loomscope.view.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.StringProperty;

import dev.loomscope.filter.Completion;
import dev.loomscope.filter.FilterParser;
import dev.loomscope.filter.Proposal;
import dev.loomscope.filter.Vocabulary;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.beside.Renewal;

/**
 * What a filter's field proposes while somebody types, and which proposal is chosen. Proposals come at once, from the values
 * that the session had when they were last counted; they are counted on another thread.
 */
public final class CompletionViewModel {
    private static final long EVERY = 2_000_000_000L;

    /** Filters that are remembered, and that are offered at once. */
    private static final int MOST_USED = 30;
    private static final int MOST_OFFERED = 8;

    private final StringProperty text;
    private final Supplier<SessionModel> model;
    private final Renewal counting;
    private final Property<List<String>> used;

    private final IntegerProperty caret = new SimpleIntegerProperty(this, "caret");
    private final ReadOnlyObjectWrapper<
            List<Proposal>> proposals = new ReadOnlyObjectWrapper<>(this, "proposals", List.of());
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(this, "chosen", -1);
    private Vocabulary vocabulary = Vocabulary.EMPTY;
    private long countedVersion = -1;
    private boolean open;
    private boolean accepting;

    /**
     * @param text of the field
     * @param background where values are counted
     * @param window the window's thread
     * @param clock ns, for how often to count
     * @param used filters that were used, the last one first
     */
    public CompletionViewModel(StringProperty text, Supplier<SessionModel> model, Executor background, Executor window,
            LongSupplier clock, Property<List<String>> used) {
        this.text = text;
        this.model = model;
        this.counting = new Renewal(background, window, clock, EVERY, 0, this::begin);
        this.used = used;
        caret.subscribe(_ -> caretMoved());
    }

    /** Where the caret of the field stands. */
    public IntegerProperty caretProperty() {
        return caret;
    }

    /** What may be meant; empty while nothing is proposed. */
    public ReadOnlyObjectProperty<List<Proposal>> proposalsProperty() {
        return proposals.getReadOnlyProperty();
    }

    /** Place of the chosen proposal, -1 where none is. */
    public ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Whether something is proposed. */
    public boolean isOpen() {
        return !proposals.get().isEmpty();
    }

    /** Somebody typed: proposes what fits. An empty text proposes nothing by itself. */
    public void typed() {
        open = !text.get().isBlank();
        propose();
    }

    /** The field is about to be used: has its values ready. */
    public void prepare() {
        count();
    }

    /** Proposes nothing any more, until somebody types. */
    public void close() {
        open = false;
        propose();
    }

    /** Chooses the next proposal, or the one before; opens the list where it is closed. */
    public void move(boolean down) {
        if (!isOpen()) {
            open = true;
            propose();
            chosen.set(isOpen() ? 0 : -1);
            return;
        }
        int size = proposals.get().size();
        int from = chosen.get();
        chosen.set(down ? (from + 1) % size : from <= 0 ? size - 1 : from - 1);
    }

    /** The filter as it stands is meant: it will be proposed again where the field is empty. */
    public void use() {
        String meant = text.get().strip();
        List<String> before = used.getValue();
        if (!meant.isEmpty() && !(before.size() > 0 && before.getFirst().equals(meant))
                && FilterParser.parse(meant) instanceof FilterParser.Result.Understood) {
            List<String> next = new ArrayList<>(before);
            next.remove(meant);
            next.addFirst(meant);
            used.setValue(List.copyOf(next.subList(0, Math.min(MOST_USED, next.size()))));
        }
    }

    /** Takes the chosen proposal, or the first one where none is and that is wished; tells whether it did. */
    public boolean accept(boolean firstToo) {
        int place = chosen.get() >= 0 ? chosen.get() : firstToo ? 0 : -1;
        return place >= 0 && place < proposals.get().size() && accept(place);
    }

    /** Takes a proposal: what may follow is proposed at once. */
    public boolean accept(int place) {
        Proposal taken = proposals.get().get(place);
        accepting = true;
        text.set(taken.text());
        caret.set(taken.caret());
        accepting = false;
        boolean said = taken.text().isEmpty() || used.getValue().contains(taken.text())
                || Character.isWhitespace(taken.text().charAt(taken.caret() - 1));
        open = !said;
        propose();
        return true;
    }

    private void caretMoved() {
        if (open && !accepting) {
            propose();
        }
    }

    private void propose() {
        count();
        List<Proposal> next = open ? fitting() : List.of();
        if (!next.equals(proposals.get())) {
            chosen.set(-1);
            proposals.set(next);
        }
    }

    private List<Proposal> fitting() {
        List<Proposal> next = new ArrayList<>();
        if (text.get().isBlank()) {
            used.getValue().stream().limit(MOST_OFFERED)
                    .forEach(before -> next.add(new Proposal(before, "used before", before, before.length())));
        }
        next.addAll(Completion.of(text.get(), Math.clamp(caret.get(), 0, text.get().length()), vocabulary));
        return next;
    }

    private void count() {
        if (counting.isDue() && model.get().version() != countedVersion) {
            counting.run();
        }
    }

    private Renewal.Work begin() {
        SessionModel of = model.get();
        countedVersion = of.version();
        return () -> {
            Vocabulary counted = Vocabulary.of(of);
            return () -> {
                vocabulary = counted;
                if (open) {
                    propose();
                }
            };
        };
    }
}
