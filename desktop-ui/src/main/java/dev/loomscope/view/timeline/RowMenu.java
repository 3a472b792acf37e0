package dev.loomscope.view.timeline;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.GroupOrder;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.TrackOrder;

/** The menus about rows: what can be done to one, how all are arranged, what is hidden. */
final class RowMenu {
    /** More hidden rows than this nobody looks through. */
    private static final int MOST_HIDDEN = 30;

    /** What the check mark of a choice takes before its words, in logical pixels. */
    private static final double CHECK = 21;

    /** Words and keys of a line, in logical pixels. */
    private static final double WIDTH = 222;

    private final TimelineModel model;
    private final Actions all;

    /** @param all what can be done on the timeline */
    RowMenu(TimelineModel model, Actions all) {
        this.model = model;
        this.all = all;
    }

    /** What can be done to a row. */
    ContextMenu of(RowTarget row) {
        Actions own = RowActions.of(model, row);
        RowChoices choices = model.arranged().choices();
        String what = row.isHeader() ? "group" : "row";
        boolean pinned = choices.isPinned(row.key());
        ContextMenu menu = menu("row-menu");
        menu.getItems().add(ActionMenu.item(own.get("row-pin").named(pinned ? "Unpin" : "Pin to the top")));
        menu.getItems().add(ActionMenu.item(own.get("row-only")
                .named(choices.isAlone(row) ? "Show all others again" : "Only this " + what)));
        menu.getItems().add(ActionMenu.item(own.get("row-hide").named("Hide this " + what)));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(ActionMenu.item(own.get("row-fold")
                .named(choices.isFolded(row.group()) ? "Unfold" : row.isHeader() ? "Fold" : "Fold its group")));
        menu.getItems().add(ActionMenu.item(own.get("row-fold-others")));
        addAll(menu, "fold-all", "unfold-all");
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(orders());
        if (choices.isSomeHidden()) {
            menu.getItems().add(new SeparatorMenuItem());
            addAll(menu, "rows-show-all");
        }
        return narrow(menu, 0);
    }

    /** How rows are arranged. */
    ContextMenu ofArrangement() {
        Arrangement now = model.arranged().arrangement();
        ContextMenu menu = menu("arrangement-menu");
        for (ArrangedBy by : ArrangedBy.values()) {
            menu.getItems().add(choice(by.words(), all.get(RowActions.id(by)), now.by() == by));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(orders());
        Action inView = all.get("rows-in-view");
        menu.getItems().add(choice(inView.name(), inView, now.inViewOnly()));
        Action matching = all.get("rows-matching");
        menu.getItems().add(choice(matching.name(), matching, now.matchingOnly()));
        menu.getItems().add(new SeparatorMenuItem());
        addAll(menu, "fold-all", "unfold-all", "taller", "flatter");
        if (model.arranged().choices().isSomeHidden()) {
            addAll(menu, "rows-show-all");
        }
        return narrow(menu, CHECK);
    }

    /** Makes lines with keys no wider than what stands beside them, and their words begin where the others do. */
    private static ContextMenu narrow(ContextMenu menu, double before) {
        for (MenuItem item : menu.getItems()) {
            if (item instanceof CustomMenuItem line && line.getContent() instanceof Region words) {
                words.setPadding(new Insets(0, 0, 0, before));
                words.setPrefWidth(WIDTH + before);
            }
        }
        return menu;
    }

    /** What is hidden; what is chosen comes back. */
    ContextMenu ofHidden() {
        List<Plan.Hidden> hidden = model.arranged().plan().hidden();
        ContextMenu menu = menu("hidden-menu");
        for (Plan.Hidden each : hidden.subList(0, Math.min(hidden.size(), MOST_HIDDEN))) {
            MenuItem item = new MenuItem(each.name());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> model.arranged().choices().show(each.key()));
            menu.getItems().add(item);
        }
        if (hidden.size() > MOST_HIDDEN) {
            MenuItem more = new MenuItem("and " + (hidden.size() - MOST_HIDDEN) + " more");
            more.setDisable(true);
            menu.getItems().add(more);
        }
        if (!hidden.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        addAll(menu, "rows-show-all");
        return narrow(menu, 0);
    }

    private static ContextMenu menu(String id) {
        ContextMenu menu = new ContextMenu();
        menu.setId(id);
        return menu;
    }

    private void addAll(ContextMenu menu, String... ids) {
        for (String id : ids) {
            menu.getItems().add(ActionMenu.item(all.get(id)));
        }
    }

    private List<MenuItem> orders() {
        Arrangement now = model.arranged().arrangement();
        Menu groups = new Menu("Sort groups");
        for (GroupOrder order : GroupOrder.values()) {
            groups.getItems().add(choice(order.words(), all.get(RowActions.id(order)), now.groups() == order));
        }
        Menu tracks = new Menu("Sort rows in a group");
        for (TrackOrder order : TrackOrder.values()) {
            tracks.getItems().add(choice(order.words(), all.get(RowActions.id(order)), now.tracks() == order));
        }
        return List.of(groups, tracks);
    }

    private static MenuItem choice(String words, Action action, boolean chosen) {
        RadioMenuItem item = new RadioMenuItem(words);
        item.setId("action-" + action.id());
        item.setSelected(chosen);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
