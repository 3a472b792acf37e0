package dev.loomscope.view.tasks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskColumnsTest {

    @Test
    void whatIsRememberedIsTheSame() {
        TaskColumns columns = TaskColumns.parse("name=211 -kind=90 id=40");
        assertThat(TaskColumns.parse(columns.text())).isEqualTo(columns);
        assertThat(columns.text()).startsWith("name=211 -kind=90 id=40 state=104");
        assertThat(columns.order()).hasSize(TaskColumn.values().length);
        assertThat(columns.isSet(TaskColumn.NAME)).isTrue();
        assertThat(columns.isSet(TaskColumn.STATE)).isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        assertThat(TaskColumns.parse("")).isEqualTo(TaskColumns.FIRST);
        assertThat(TaskColumns.parse("colour=3 = name id=x id=9 id=50 total=999999"))
                .satisfies(columns -> assertThat(columns.width(TaskColumn.ID)).isEqualTo(68))
                .satisfies(columns -> assertThat(columns.width(TaskColumn.TOTAL)).isEqualTo(2000));
    }
}
