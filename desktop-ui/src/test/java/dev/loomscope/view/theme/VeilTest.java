package dev.loomscope.view.theme;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;

/** A sheet with two buttons that scroll, one below them and the cross: walked with the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class VeilTest {
    private final Veil veil = new Veil();
    private Button asked;

    @Start
    void show(Stage stage) {
        asked = new Button("Ask");
        asked.setOnAction(_ -> veil.show("Sheet", new VBox(new ScrollPane(new VBox(button("first"), button("second"))),
                button("below")), 300, () -> {
                }));
        stage.setScene(new Scene(new StackPane(asked, veil), 400, 300));
        stage.show();
    }

    private static Button button(String id) {
        Button button = new Button(id);
        button.setId(id);
        return button;
    }

    @BeforeEach
    void open(FxRobot robot) {
        robot.interact(asked::requestFocus);
        robot.push(KeyCode.SPACE);
    }

    private Node focused() {
        Node owner = asked.getScene().getFocusOwner();
        assertThat(owner.isFocusVisible()).as("ring of %s", owner).isTrue();
        return owner;
    }

    @Test
    void whatStandsFirstInTheSheetHasTheFocusAlsoWhereItScrolls() {
        assertThat(focused().getId()).isEqualTo("first");
    }

    @Test
    void theFocusGoesRoundInTheSheetAndAlwaysShows(FxRobot robot) {
        for (String next : new String[] {"second", "below"}) {
            robot.push(KeyCode.TAB);
            assertThat(focused().getId()).isEqualTo(next);
        }
        robot.push(KeyCode.TAB);
        assertThat(focused().getAccessibleText()).isEqualTo("Close (Esc)");
        robot.push(KeyCode.TAB);
        assertThat(focused().getId()).isEqualTo("first");
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(focused().getId()).isEqualTo("below");
    }

    @Test
    void escapeLeadsBackToWhereOneWas(FxRobot robot) {
        robot.push(KeyCode.ESCAPE);
        assertThat(veil.isShown()).isFalse();
        assertThat(focused()).isEqualTo(asked);
    }
}
