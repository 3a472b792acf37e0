package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** The tasks that were selected one after the other, to go back and forth among. By their ids for people. */
public final class SelectionHistory {
    private static final int MOST = 200;

    private final List<Long> ids = new ArrayList<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper(this, "canGoBack");
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper(this, "canGoForward");
    private int place = -1;

    /** A task was selected; 0 where none is any more. What could be gone forward to is forgotten, unless it is that. */
    void selected(long id) {
        if (id <= 0 || (place >= 0 && ids.get(place) == id)) {
            return;
        }
        ids.subList(place + 1, ids.size()).clear();
        ids.add(id);
        if (ids.size() > MOST) {
            ids.removeFirst();
        }
        move(ids.size() - 1);
    }

    /** The task before, 0 where there is none. */
    long back() {
        return place <= 0 ? 0 : move(place - 1);
    }

    /** The task behind, 0 where there is none. */
    long forward() {
        return place + 1 >= ids.size() ? 0 : move(place + 1);
    }

    private long move(int to) {
        place = to;
        canGoBack.set(place > 0);
        canGoForward.set(place + 1 < ids.size());
        return ids.get(place);
    }

    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }
}
