package dev.loomscope.filter;

import dev.loomscope.model.SessionModel;

/** Filters as a user writes them, and what they find in a session as it stands. */
public final class Filters {
    private Filters() {}

    public static TaskFilter of(String text) {
        return ((FilterParser.Result.Understood) FilterParser.parse(text)).filter();
    }

    public static RowSet rows(SessionModel model, String text) {
        return RowSearch.find(of(text), model, model.now(), 1);
    }
}
