package dev.loomscope.view.shell;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;

import dev.loomscope.view.action.Action;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Words;

/** The bar at the bottom. */
final class StatusBar extends HBox {
    /** With less room than this, in px, a part gives way, the least telling one first. */
    private static final double ROOM_FOR_VERSION = 1040;

    private static final double ROOM_FOR_MEMORY = 940;
    private static final double ROOM_FOR_AGENT = 780;

    private final Label agent = Words.label("");
    private final Label rate = Words.fixed("");
    private final Label memory = Words.fixed("");
    private final Label version = Words.fixed(version());
    private boolean half;

    /** @param watched shows the hooks one by one */
    StatusBar(SessionViewModel session, Action watched) {
        getStyleClass().add("status-bar");
        Circle dot = Words.dot();
        Label connection = Words.label("");
        Label counted = Words.fixed("", "accent-text");
        Label dropped = Words.fixed("");
        Button hooks = new Button();
        hooks.getStyleClass().add("status-link");
        hooks.setMinWidth(USE_PREF_SIZE);
        hooks.setId("hooks");
        hooks.setOnAction(_ -> watched.run());
        Label recording = Words.fixed("");
        HBox first = new HBox(8, dot, connection);
        first.setStyle("-fx-alignment: center-left;");
        getChildren().setAll(first, agent, hooks, rate, counted, dropped, recording, Words.gap(), memory, version);
        widthProperty().subscribe(_ -> fit());
        setMinWidth(0);
        session.status().statusProperty().subscribe(status -> {
            dot.getStyleClass().setAll("dot", status.dot());
            connection.setText(status.connection());
            agent.setText(status.agent());
            rate.setText(status.rate());
            counted.setText(status.counted());
            hooks.setText(status.hooks());
            Words.show(counted, !status.counted().isEmpty());
            Words.show(hooks, !status.hooks().isEmpty());
            Words.style(hooks, "bad", status.hooksFailed());
            dropped.setText(status.dropped());
            Words.style(dropped, "warning", status.lossy());
            memory.setText(status.memory());
        });
        Copying.menu(this, () -> {
            StatusViewModel.Status now = session.status().statusProperty().get();
            return Stream.of(now.connection(), now.agent(), now.hooks(), now.rate(), now.counted(), now.dropped(),
                    now.memory()).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        });
        recording.textProperty().bind(session.record().progressProperty());
    }

    /** Leaves out what a half of a window has no room for. */
    void narrow(boolean wanted) {
        half = wanted;
        fit();
    }

    private void fit() {
        double room = half ? 0 : getWidth();
        Words.show(version, room >= ROOM_FOR_VERSION);
        Words.show(memory, room >= ROOM_FOR_MEMORY);
        Words.show(agent, room >= ROOM_FOR_AGENT);
        Words.show(rate, room >= ROOM_FOR_AGENT);
    }

    private static String version() {
        String version = StatusBar.class.getPackage().getImplementationVersion();
        return version == null ? "loomscope" : "loomscope " + version;
    }
}
