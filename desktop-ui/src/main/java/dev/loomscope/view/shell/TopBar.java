package dev.loomscope.view.shell;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import dev.loomscope.session.State;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.filter.FilterField;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The bar on top: where one is, the filter, how much time is in view, live or held, recording, settings. */
final class TopBar extends HBox {
    private static final double NS_PER_SECOND = 1e9;

    private static final double ROOM_FOR_RANGES = 1120;
    private static final double ROOM_FOR_ZOOM = 940;
    private static final double ROOM_FOR_NAME = 840;
    private static final double ROOM_FOR_HELP = 620;

    private final SessionViewModel session;
    private final FilterField filter;
    private final Button product = new Button("Loomscope", Icons.of(Feather.LAYERS, "accent"));
    private final Region wide;
    private final Region zoom;
    private final Button help;
    private boolean half;

    /** @param actions what its buttons and its menu do */
    TopBar(SessionViewModel session, Actions actions) {
        this.session = session;
        getStyleClass().add("top-bar");
        filter = new FilterField(session.filter().textProperty(), session.filter().faultProperty(),
                session.completion(),
                "filter", "Filter tasks, sites, pools",
                Words.fixed(actions.get("filter").keys().getFirst().text(), "key"));
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox middle = new HBox(filter, new Region());
        middle.setMinWidth(150);
        middle.setPrefWidth(300);
        middle.setStyle("-fx-alignment: center;");
        wide = ranges();
        zoom = zoom(actions);
        getChildren().setAll(crumbs(actions.get("home")), Words.gap(), middle, Words.gap(), wide, zoom,
                live(actions.get("follow")));
        if (session.record().isPossible()) {
            getChildren().add(record(actions.get("record")));
        }
        help = ActionMenu.button(Feather.HELP_CIRCLE, actions.get("keys"));
        Button gear = ActionMenu.button(Feather.SETTINGS, actions.get("settings"));
        gear.setId("settings");
        widthProperty().subscribe(_ -> fit());
        getChildren().addAll(help, gear,
                ActionMenu.button(actions, "All actions"));
    }

    /** Leaves out what a half of a window has no room for. */
    void narrow(boolean wanted) {
        half = wanted;
        fit();
    }

    /** What stands in the menu too gives way first; the menu itself never does. */
    private void fit() {
        double room = half ? 0 : getWidth();
        product.setText(room < ROOM_FOR_NAME ? "" : "Loomscope");
        Words.show(help, room >= ROOM_FOR_HELP);
        Words.show(wide, room >= ROOM_FOR_RANGES);
        Words.show(zoom, room >= ROOM_FOR_ZOOM);
    }

    /** Where the filter's field begins, in px from the left edge of the window. */
    double filterBegin() {
        Bounds bounds = filter.localToScene(filter.getLayoutBounds());
        return bounds.getMinX();
    }

    /** Puts the cursor into the filter. */
    void focusFilter() {
        filter.focus();
    }

    /** Where the keyboard goes on: Enter in a filter that is understood leads there, and Esc in an empty one. */
    void onFiltered(Runnable goOn) {
        filter.onOtherKeys((key, _) -> {
            boolean done = key == KeyCode.ENTER
                    ? session.filter().faultProperty().getValue() == null
                    : session.filter().textProperty().get().isEmpty();
            if (done) {
                goOn.run();
            }
            return done;
        });
    }

    private HBox crumbs(Action home) {
        product.getStyleClass().addAll("crumb", "product");
        product.setTooltip(new Tooltip(home.tooltip()));
        product.setOnAction(_ -> home.run());
        product.setMinWidth(Region.USE_PREF_SIZE);
        Label name = Words.label(session.title(), "crumb");
        name.setMaxWidth(190);
        session.beatProperty().subscribe(_ -> {
            name.setText(session.title());
            name.setMinWidth(Math.min(56, name.prefWidth(-1)));
        });
        Label view = Words.fixed("", "crumb", "here");
        session.viewProperty().subscribe(next -> view.setText(next.title()));
        HBox crumbs = new HBox(product, Words.fixed("/", "faint"), name, Words.fixed("/", "faint"), view);
        crumbs.getStyleClass().add("crumbs");
        Copying.pointed(crumbs, List.of(new Copying.Line("Copy name", session::title)));
        return crumbs;
    }

    private HBox ranges() {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (long range : RangesInSight.OFFERED) {
            String text = range == 0 ? "All"
                    : range < 60e9 ? Math.round(range / NS_PER_SECOND) + " s" : range / 60_000_000_000L + " min";
            ToggleButton button = new ToggleButton(text);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                session.ranges().show(range);
                button.setSelected(true);
            });
            session.ranges().shownProperty().subscribe(now -> button.setSelected(now.longValue() == range));
            segments.getChildren().add(button);
        }
        return segments;
    }

    private static HBox zoom(Actions actions) {
        HBox buttons = new HBox(
                ActionMenu.button(Feather.ZOOM_OUT, actions.get("zoom-out")),
                ActionMenu.button(Feather.ZOOM_IN, actions.get("zoom-in")),
                ActionMenu.button(Feather.MAXIMIZE_2, actions.get("fit")));
        buttons.setAlignment(Pos.CENTER);
        return buttons;
    }

    private ToggleButton live(Action follow) {
        ToggleButton pill = new ToggleButton("Live", Words.dot());
        pill.setId("live");
        pill.getStyleClass().add("live-pill");
        pill.selectedProperty().subscribe(on -> pill.setText(on ? following() : "Hold"));
        session.timeline().followingProperty().subscribe(pill::setSelected);
        pill.setOnAction(_ -> session.timeline().setFollowing(pill.isSelected(), System.nanoTime()));
        session.bannerProperty().subscribe(_ -> {
            pill.setText(pill.isSelected() ? following() : "Hold");
            Words.style(pill, "ended", session.feed().state().phase() == State.Phase.ENDED);
        });
        pill.setTooltip(new Tooltip(follow.tooltip()));
        return pill;
    }

    /** Only what goes on by itself is live. */
    private String following() {
        return session.feed().state().phase() == State.Phase.ENDED ? "Ended"
                : session.feed().isLive() ? "Live" : "Follow";
    }

    private ToggleButton record(Action action) {
        ToggleButton record = Icons.dress(new ToggleButton(), Feather.DISC, action.tooltip());
        record.setId("record");
        record.getStyleClass().add("recording");
        session.record().recordingProperty().subscribe(record::setSelected);
        session.record().progressProperty().subscribe(text -> record.getTooltip().setText(
                text.isEmpty() ? action.tooltip() : text));
        session.beatProperty().subscribe(_ -> record.setDisable(
                session.feed().state().phase() == State.Phase.ENDED));
        record.setOnAction(_ -> {
            record.setSelected(session.record().recordingProperty().get());
            action.run();
        });
        return record;
    }
}
