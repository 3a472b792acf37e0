package dev.loomscope.view.filter;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.StringProperty;

import dev.loomscope.filter.Completion;
import dev.loomscope.filter.Proposal;
import dev.loomscope.filter.Vocabulary;
import dev.loomscope.model.SessionModel;

/**
 * What a filter's field proposes while somebody types, and which proposal is chosen. Proposals come at once, from the values
 * that the session had when they were last counted; they are counted on another thread.
 */
public final class CompletionViewModel {
    private static final long EVERY = 2_000_000_000L;

    private final StringProperty text;
    private final Supplier<SessionModel> model;
    private final Executor background;
    private final Executor window;
    private final LongSupplier clock;

    private final IntegerProperty caret = new SimpleIntegerProperty(this, "caret");
    private final ReadOnlyObjectWrapper<
            List<Proposal>> proposals = new ReadOnlyObjectWrapper<>(this, "proposals", List.of());
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(this, "chosen", -1);
    private Vocabulary vocabulary = Vocabulary.EMPTY;
    private boolean counting;
    private long countedAt;
    private long countedVersion = -1;
    private boolean open;
    private boolean accepting;

    /**
     * @param text of the field
     * @param background where values are counted
     * @param window the window's thread
     * @param clock ns, for how often to count
     */
    public CompletionViewModel(StringProperty text, Supplier<SessionModel> model, Executor background, Executor window,
            LongSupplier clock) {
        this.text = text;
        this.model = model;
        this.background = background;
        this.window = window;
        this.clock = clock;
        this.countedAt = clock.getAsLong() - EVERY;
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
        boolean said = taken.text().isEmpty() || Character.isWhitespace(taken.text().charAt(taken.caret() - 1));
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
        List<Proposal> next = open
                ? Completion.of(text.get(), Math.clamp(caret.get(), 0, text.get().length()), vocabulary)
                : List.of();
        if (!next.equals(proposals.get())) {
            chosen.set(-1);
            proposals.set(next);
        }
    }

    private void count() {
        SessionModel of = model.get();
        if (counting || of.version() == countedVersion || clock.getAsLong() - countedAt < EVERY) {
            return;
        }
        counting = true;
        countedAt = clock.getAsLong();
        countedVersion = of.version();
        background.execute(() -> {
            Vocabulary counted = Vocabulary.of(of);
            window.execute(() -> {
                counting = false;
                vocabulary = counted;
                if (open) {
                    propose();
                }
            });
        });
    }
}
