package dev.loomscope.view.filter;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.loomscope.filter.Fault;
import dev.loomscope.filter.Proposal;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;

/** What hangs under a {@link FilterField}: what is not understood of it and where, and what may be meant. */
public final class FilterDrop extends VBox {
    private static final double WIDTH = 430;

    private final StringProperty text;
    private final ObservableValue<@Nullable Fault> fault;
    private final CompletionViewModel completion;

    public FilterDrop(StringProperty text, ObservableValue<@Nullable Fault> fault, CompletionViewModel completion) {
        this.text = text;
        this.fault = fault;
        this.completion = completion;
        getStyleClass().add("filter-drop");
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        setPrefWidth(WIDTH);
        fault.subscribe(_ -> show());
        text.subscribe(_ -> show());
        completion.proposalsProperty().subscribe(_ -> show());
        completion.chosenProperty().subscribe(_ -> show());
    }

    private void show() {
        List<Node> lines = new ArrayList<>();
        Fault wrong = fault.getValue();
        // While something is proposed, what was typed is not finished yet.
        if (wrong != null && wrong.end() <= text.get().length() && !completion.isOpen()) {
            lines.add(place(text.get(), wrong));
            Label why = Words.wrapped(wrong.message(), "filter-says");
            Copying.menu(why, why::getText);
            lines.add(why);
            if (!wrong.instead().isEmpty()) {
                lines.add(new HBox(6, Words.fixed("Tab", "key"), Words.fixed("writes " + wrong.instead(), "faint")));
            }
        }
        List<Proposal> proposals = completion.proposalsProperty().get();
        for (int i = 0; i < proposals.size(); i++) {
            lines.add(line(proposals.get(i), i));
        }
        getChildren().setAll(lines);
        setVisible(!lines.isEmpty());
    }

    /** The text, and what of it is not understood. */
    private static TextFlow place(String text, Fault fault) {
        Text before = piece(text.substring(0, fault.begin()));
        Text wrong = piece(text.substring(fault.begin(), fault.end()));
        wrong.getStyleClass().add("fault");
        wrong.setUnderline(true);
        TextFlow flow = new TextFlow(before, wrong, piece(text.substring(fault.end())));
        flow.getStyleClass().add("filter-place");
        return flow;
    }

    private static Text piece(String text) {
        Text piece = new Text(text);
        piece.getStyleClass().add("piece");
        return piece;
    }

    private HBox line(Proposal proposal, int place) {
        Label label = Words.label(proposal.label(), "mono");
        label.setMinWidth(60);
        Label about = Words.label(proposal.about(), "faint");
        about.setMinWidth(40);
        HBox line = new HBox(12, label, Words.gap(), about);
        line.getStyleClass().add("proposal");
        Words.style(line, "chosen", completion.chosenProperty().get() == place);
        line.setOnMousePressed(press -> {
            completion.accept(place);
            press.consume();
        });
        return line;
    }
}
