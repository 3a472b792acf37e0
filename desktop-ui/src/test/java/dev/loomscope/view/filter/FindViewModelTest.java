package dev.loomscope.view.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.loomscope.model.TaskTable;
import dev.loomscope.view.Later;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindViewModelTest {
    private final ShopSession shop = new ShopSession();
    private final Later background = new Later();
    private final int[] selected = {-1};
    private final List<Integer> visited = new ArrayList<>();
    private long inSight;
    private long clock;
    private final FindViewModel find = new FindViewModel(shop::model, background, Runnable::run, () -> clock,
            () -> selected[0], () -> inSight, row -> {
                selected[0] = row;
                visited.add(row);
            });

    FindViewModelTest() {
        shop.advance(1);
        find.openProperty().set(true);
    }

    private List<Integer> mails() {
        TaskTable tasks = shop.model().tasks();
        return IntStream.range(0, tasks.size()).boxed()
                .filter(row -> shop.model().names().pool(tasks.pool(row)).equals("mail") && tasks.started(row) >= 0)
                .sorted(Comparator.comparingLong((Integer row) -> tasks.started(row)).thenComparing(row -> row))
                .toList();
    }

    @Test
    void itGoesThroughAllInOrderOfTimeAndRoundAndBack() {
        List<Integer> mails = mails();
        find.textProperty().set("pool:mail started>=0s");
        background.settle();
        for (int i = 0; i <= mails.size(); i++) {
            find.next(true);
        }
        assertThat(visited.subList(0, mails.size())).isEqualTo(mails);
        assertThat(visited.getLast()).as("round").isEqualTo(mails.getFirst());
        find.next(false);
        assertThat(selected[0]).isEqualTo(mails.getLast());
        find.next(false);
        assertThat(selected[0]).isEqualTo(mails.get(mails.size() - 2));
        find.refresh();
        assertThat(find.saysProperty().get())
                .isEqualTo(String.format("%,d of %,d", mails.size() - 1, mails.size()));
    }

    @Test
    void itBeginsAtTheTimeInSight() {
        List<Integer> mails = mails();
        inSight = shop.model().tasks().started(mails.get(2));
        find.textProperty().set("pool:mail");
        background.settle();
        find.next(true);
        assertThat(selected[0]).isEqualTo(mails.get(2));
        selected[0] = -1;
        find.next(false);
        assertThat(shop.model().tasks().started(selected[0])).isLessThanOrEqualTo(inSight);
    }

    @Test
    void enterGoesToWhatIsLookedForNowAndNotToWhatWasBefore() {
        find.textProperty().set("id:7");
        background.settle();
        find.textProperty().set("id:9");
        find.next(true);
        assertThat(visited).isEmpty();
        background.settle();
        assertThat(visited).containsExactly(8);
    }

    @Test
    void enterBeforeTheRowsAreThereGoesAsSoonAsTheyAre() {
        find.textProperty().set("id:9");
        find.next(true);
        assertThat(visited).isEmpty();
        background.settle();
        assertThat(visited).containsExactly(8);
        assertThat(find.saysProperty().get()).isEqualTo("1 of 1");
    }

    @Test
    void nothingFoundIsSaid() {
        find.textProperty().set("id:99999999");
        background.settle();
        find.next(true);
        assertThat(visited).isEmpty();
        assertThat(find.saysProperty().get()).isEqualTo("none");
        find.textProperty().set("nonsense:");
        assertThat(find.faultProperty().get()).isNotNull();
        assertThat(find.saysProperty().get()).isEmpty();
    }

    @Test
    void thePlaceAmongManyIsCountedOnceASecondWhileMoreCome() {
        find.textProperty().set("pool:mail");
        background.settle();
        find.next(true);
        int before = shop.model().tasks().size();
        int place = place();
        shop.advance(1);
        assertThat(shop.model().tasks().size()).isGreaterThan(before);
        clock += 300_000_000L;
        find.refresh();
        background.settle();
        assertThat(all()).as("how many there are is told at once").isEqualTo(found());
        assertThat(place()).isEqualTo(place);
        clock += 1_000_000_000L;
        find.refresh();
        background.settle();
        assertThat(place()).isEqualTo(place);
        assertThat(all()).isEqualTo(found());
        selected[0] = mails().get(5);
        find.refresh();
        assertThat(place()).as("another task is counted at once").isEqualTo(6);
    }

    private int place() {
        return Integer.parseInt(find.saysProperty().get().replace(",", "").split(" of ")[0]);
    }

    private int all() {
        return Integer.parseInt(find.saysProperty().get().replace(",", "").split(" of ")[1]);
    }

    private int found() {
        TaskTable tasks = shop.model().tasks();
        return (int) IntStream.range(0, tasks.size())
                .filter(row -> shop.model().names().pool(tasks.pool(row)).equals("mail")).count();
    }
}
