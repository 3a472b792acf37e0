package dev.loomscope.insight;

import java.util.List;
import java.util.Map;

import dev.loomscope.filter.Filters;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.timeline.ShopSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingMatchTest {
    private static final SessionModel SHOP = ShopSession.model(1);

    private static Finding finding(@Nullable Integer pool, Long... tasks) {
        return new Finding("some", "key", Severity.INFO, "", "", pool, List.of(tasks), List.of(), 0, 0, List.of(),
                Map.of());
    }

    @Test
    void aFindingIsAboutItsTasksOrElseAboutItsPool() {
        int mail = SHOP.pools().stream().filter(pool -> pool.name().equals("mail")).mapToInt(Pool::id).findFirst()
                .orElseThrow();
        Finding ofPool = finding(mail);
        Finding ofTask = finding(mail, 3L, 4L);
        Finding ofOther = finding(mail, 5L);
        Finding ofNothing = finding(null);
        List<Finding> all = List.of(ofPool, ofTask, ofOther, ofNothing);
        assertThat(FindingMatch.of(all, rows("id:4"), SHOP)).doesNotContain(ofOther, ofNothing).contains(ofTask);
        assertThat(FindingMatch.of(all, rows("pool:mail"), SHOP)).contains(ofPool);
        assertThat(FindingMatch.of(List.of(ofPool), rows("-pool:mail"), SHOP)).isEmpty();
    }

    private static RowSet rows(String text) {
        return Filters.rows(SHOP, text);
    }
}
