package dev.loomscope.view;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;

/** The ground that every other test of a view stands on: a window, a robot and a screenshot without a display. */
@ExtendWith(ApplicationExtension.class)
class HeadlessToolkitTest {

    private Button button;

    @Start
    void show(Stage stage) {
        button = new Button("Press");
        button.setOnAction(_ -> button.setText("Pressed"));
        stage.setScene(new Scene(new StackPane(button), 300, 200));
        stage.show();
    }

    @Test
    void robotClicksAndTheSceneIsDrawn(FxRobot robot) {
        robot.clickOn(button);

        assertThat(button.getText()).isEqualTo("Pressed");
        var image = robot.capture(button.getScene().getRoot()).getImage();
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(image.getHeight()).isEqualTo(200);
    }
}
