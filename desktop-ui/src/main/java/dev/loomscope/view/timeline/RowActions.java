package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keys;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.GroupOrder;
import dev.loomscope.view.lanes.TrackOrder;
import org.jspecify.annotations.Nullable;

/** What can be done to rows: to the one that is meant, and to how all are arranged. */
final class RowActions {
    private static final String ROW = "A row";
    private static final String ARRANGED = "Rows are";
    private static final String ORDER = "Rows are ordered";

    private final TimelineModel model;
    private final RowChoices choices;
    private final Supplier<@Nullable RowTarget> target;

    private RowActions(TimelineModel model, Supplier<@Nullable RowTarget> target) {
        this.model = model;
        this.choices = model.arranged().choices();
        this.target = target;
    }

    /** All of them, for the row that is meant when they are run. */
    static Actions of(TimelineModel model) {
        RowActions actions = new RowActions(model, model.cursor()::meant);
        List<Action> all = new ArrayList<>(actions.row());
        all.addAll(actions.cursor());
        all.addAll(actions.arranged());
        all.addAll(actions.ordered());
        return new Actions(all);
    }

    /** Those that are done to one row. */
    static Actions of(TimelineModel model, RowTarget row) {
        RowActions actions = new RowActions(model, () -> row);
        return new Actions(actions.row());
    }

    private List<Action> row() {
        return List.of(
                done("row-fold", "Fold or unfold the group", row -> choices.toggle(row.group()), Keys.of(KeyCode.O)),
                done("row-fold-others", "Fold all other groups", row -> choices.foldOthers(row.group()),
                        Keys.shift(KeyCode.O)),
                done("row-pin", "Pin to the top, or let go", choices::togglePinned, Keys.shift(KeyCode.P)),
                Action.of("row-only", ROW, "Only this row, or all again", this::toggleAlone, Keys.of(KeyCode.I))
                        .when(() -> target.get() != null || choices.isOneAlone()),
                done("row-hide", "Hide the row", choices::hide, Keys.of(KeyCode.H)));
    }

    private void toggleAlone() {
        RowTarget row = target.get();
        if (row == null) {
            choices.showOthers();
        } else {
            choices.toggleAlone(row);
        }
    }

    private Action done(String id, String name, Consumer<RowTarget> what, Keys keys) {
        return Action.of(id, ROW, name, () -> {
            RowTarget row = target.get();
            if (row != null) {
                what.accept(row);
            }
        }, keys).when(() -> target.get() != null);
    }

    private List<Action> cursor() {
        RowCursor cursor = model.cursor();
        return List.of(
                Action.of("row-next", ROW, "Go to the next row", () -> cursor.move(true), Keys.alt(KeyCode.DOWN)),
                Action.of("row-before", ROW, "Go to the row before", () -> cursor.move(false), Keys.alt(KeyCode.UP)),
                Action.of("row-menu", ROW, "What can be done to the row", () -> model.cursor().open(RowPopup.ROW),
                        Keys.of(KeyCode.CONTEXT_MENU), Keys.shift(KeyCode.F10)).when(() -> cursor.meant() != null),
                Action.of("fold-all", ROW, "Fold all groups", () -> choices.foldAll(true), Keys.typed('[')),
                Action.of("unfold-all", ROW, "Unfold all groups", () -> choices.foldAll(false), Keys.typed(']')),
                Action.of("rows-hidden", ROW, "What is hidden", () -> model.cursor().open(RowPopup.HIDDEN),
                        Keys.shift(KeyCode.J)).when(choices::isSomeHidden),
                Action.of("rows-show-all", ROW, "Show all that is hidden", choices::showAll, Keys.shift(KeyCode.H))
                        .when(choices::isSomeHidden));
    }

    private List<Action> arranged() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of("rows-choose", ARRANGED, "How rows are arranged",
                () -> model.cursor().open(RowPopup.ARRANGEMENT), Keys.shift(KeyCode.G)));
        actions.add(Action.of("rows-next", ARRANGED, "The next way to arrange rows", () -> {
            List<ArrangedBy> all = List.of(ArrangedBy.values());
            arrange(all.get((all.indexOf(now().by()) + 1) % all.size()));
        }, Keys.of(KeyCode.G)));
        for (ArrangedBy by : ArrangedBy.values()) {
            actions.add(Action.of(id(by), ARRANGED, by.words(), () -> arrange(by)));
        }
        return actions;
    }

    static String id(Enum<?> choice) {
        String kind = choice instanceof GroupOrder ? "groups-" : choice instanceof TrackOrder ? "tracks-" : "rows-";
        return kind + choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Arrangement now() {
        return model.arranged().arrangement();
    }

    private void arrange(ArrangedBy by) {
        model.arranged().arrangeNow(now().turned(by));
    }

    private List<Action> ordered() {
        List<Action> actions = new ArrayList<>();
        for (GroupOrder order : GroupOrder.values()) {
            actions.add(Action.of(id(order), ORDER, "Groups: " + order.words(),
                    () -> model.arranged().arrangeNow(now().groups(order))));
        }
        for (TrackOrder order : TrackOrder.values()) {
            actions.add(Action.of(id(order), ORDER, "Rows in a group: " + order.words(),
                    () -> model.arranged().arrangeNow(now().tracks(order))));
        }
        actions.add(Action.of("rows-in-view", ORDER, "Only what has something in sight",
                () -> model.arranged().arrangeNow(now().inViewOnly(!now().inViewOnly()))));
        actions.add(Action.of("rows-matching", ORDER, "Only what matches the filter",
                () -> model.arranged().arrangeNow(now().matchingOnly(!now().matchingOnly())), Keys.of(KeyCode.M)));
        return actions;
    }
}
