package dev.loomscope.view.timeline;

import javafx.geometry.Bounds;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.util.Subscription;

import dev.loomscope.view.action.Actions;
import dev.loomscope.view.theme.Copying;
import org.jspecify.annotations.Nullable;

/** The controls about rows, and the menus that they open. Toolkit thread only. */
final class RowControls {
    private final TimelineModel model;
    private final TimelineView view;
    private final RowMenu menus;
    private final RowBar bar;
    private final MoreButton more;
    private @Nullable ContextMenu open;
    private Subscription asked = Subscription.EMPTY;

    RowControls(TimelineModel model, TimelineView view, Actions actions) {
        this.model = model;
        this.view = view;
        this.menus = new RowMenu(model, actions);
        this.bar = new RowBar(model, actions);
        this.more = new MoreButton(actions.get("row-menu"));
        more.setOnAction(_ -> openRow(more, Side.BOTTOM));
        view.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::onMenu);
        view.sceneProperty().subscribe(scene -> {
            asked.unsubscribe();
            asked = scene == null ? Subscription.EMPTY : model.cursor().popupProperty().subscribe(this::open);
        });
    }

    /** The nodes that lie on the picture. */
    Node[] nodes() {
        return new Node[] {bar, more};
    }

    /** Shows them as things stand; returns where the title is free from, in logical pixels. */
    double show() {
        more.show(model);
        return bar.show();
    }

    private void onMenu(ContextMenuEvent e) {
        e.consume();
        // The key for it is an action.
        Rows.Row row = e.isKeyboardTrigger() || e.getY() < Surface.ROWS_TOP ? null
                : model.scrolling().at(e.getY() - Surface.ROWS_TOP);
        if (row != null) {
            model.cursor().put(RowTarget.of(row));
            ContextMenu menu = menus.of(RowTarget.of(row));
            String here = view.pointedAt();
            if (!here.isEmpty()) {
                MenuItem copy = new MenuItem("Copy what is here");
                copy.setOnAction(_ -> Copying.copy(here));
                menu.getItems().addFirst(new SeparatorMenuItem());
                menu.getItems().addFirst(copy);
            }
            show(menu, view, e.getScreenX(), e.getScreenY());
        }
    }

    private void open(RowPopup popup) {
        if (popup == RowPopup.NONE) {
            return;
        }
        model.cursor().popupProperty().set(RowPopup.NONE);
        show();
        switch (popup) {
            case ROW -> openRow(more, Side.BOTTOM);
            case ARRANGEMENT -> below(bar.chooser(), menus.ofArrangement());
            case HIDDEN -> below(bar.hidden().isVisible() ? bar.hidden() : bar.chooser(), menus.ofHidden());
            case NONE -> {}
        }
    }

    private void openRow(Node at, Side side) {
        RowTarget row = model.cursor().meant();
        if (row == null) {
            return;
        }
        model.cursor().put(row);
        ContextMenu menu = menus.of(row);
        if (at.isVisible()) {
            replace(menu);
            menu.show(at, side, 0, 2);
        } else {
            Bounds bounds = view.localToScreen(view.getBoundsInLocal());
            show(menu, view, bounds.getMinX() + Surface.GUTTER / 2.0, bounds.getMinY() + Surface.ROWS_TOP);
        }
    }

    private void below(Node node, ContextMenu menu) {
        ContextMenu before = open;
        if (before != null && before.isShowing() && menu.getId().equals(before.getId())) {
            before.hide();
            return;
        }
        replace(menu);
        menu.show(node, Side.BOTTOM, 0, 4);
    }

    private void show(ContextMenu menu, Node owner, double x, double y) {
        replace(menu);
        menu.show(owner, x, y);
    }

    private void replace(ContextMenu menu) {
        if (open != null) {
            open.hide();
        }
        open = menu;
    }
}
