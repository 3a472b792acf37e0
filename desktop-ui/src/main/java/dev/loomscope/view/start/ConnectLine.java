package dev.loomscope.view.start;

import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.loomscope.view.theme.Words;

/** The way to an agent that listens elsewhere, or of another user: its address and its token. Hidden until it is wanted. */
final class ConnectLine extends HBox {
    private final TextField address = new TextField();
    private final TextField token = new TextField();

    /** @param connect takes address and token */
    ConnectLine(BiConsumer<String, String> connect) {
        super(8);
        setId("connect");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("connect-line");
        address.setId("agent-address");
        token.setId("agent-token");
        address.setPromptText("host:port");
        address.setAccessibleText("Address of the agent");
        address.setPrefColumnCount(14);
        token.setPromptText("token, unless it is yours");
        token.setAccessibleText("Token of the agent");
        HBox.setHgrow(token, Priority.ALWAYS);
        Button go = Words.slim("Connect", () -> connect.accept(address.getText(), token.getText()), "primary");
        go.disableProperty().bind(address.textProperty().isEmpty());
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER && !address.getText().isBlank()) {
                connect.accept(address.getText(), token.getText());
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                show(false);
                key.consume();
            }
        });
        getChildren().setAll(Words.fixed("Agent at", "muted"), address, token, go);
        show(false);
    }

    /** Shows it, or hides it; what was typed stays. */
    void toggle() {
        show(!isVisible());
    }

    /** Asks for the token of an agent, or first for its address where that is empty. */
    void ask(String of) {
        show(true);
        address.setText(of);
        (address.getText().isBlank() ? address : token).requestFocus();
    }

    private void show(boolean wanted) {
        Words.show(this, wanted);
        if (wanted) {
            address.requestFocus();
        }
    }
}
