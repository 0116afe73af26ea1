package foz.app.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose declared columns are renamed, dropped, widened and put into another order while its rows stay. */
class ColumnsTest {

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void aSourceThatHasBroughtAFile() {
        story = Story.in(folder, Map.of());
        pipeline("id: int, fax: string, place: string", "");
        story.write("sql/silver/people.sql", "SELECT id, place FROM bronze.people");
        story.write("in/a.csv", "id,fax,place\n1,f1,Lima\n");
        story.runs();
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM silver.people")).containsExactly("1 | Lima");
    }

    private void pipeline(String columns, String more) {
        story.write("foz.yaml", """
            pipeline: shop
            time-zone: UTC
            sources:
              people:
                kind: files
                from: in/*
                format: csv
                columns: {%s}
                on-drift: ignore
                %s
            """.formatted(columns, more));
    }

    @Test
    void oldRowsKeepTheirValuesUnderTheNewNameAndType() {
        pipeline("town: {type: string, from: place, formerly: place}, id: long", "dropped: [fax]");
        story.write("sql/silver/people.sql", "SELECT id, town FROM bronze.people");
        story.write("in/b.csv", "id,fax,place\n20000000000,f2,Rome\n");
        story.runs();
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM bronze.people ORDER BY id"))
                .containsExactly("Lima | 1", "Rome | 20000000000");
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM silver.people ORDER BY id"))
                .containsExactly("1 | Lima", "20000000000 | Rome");
        story.write("in/c.csv", "id,fax,place\n3,f3,Oslo\n");
        story.runs();
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM bronze.people ORDER BY id"))
                .containsExactly("Lima | 1", "Oslo | 3", "Rome | 20000000000");
    }

    @Test
    void columnsChangeWithTheNextRunEvenWhenNothingArrives() {
        pipeline("id: int, town: {type: string, from: place, formerly: place}", "dropped: [fax]");
        story.write("sql/silver/people.sql", "SELECT id, town FROM bronze.people");
        story.runs();
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM bronze.people")).containsExactly("1 | Lima");
        assertThat(story.ask("SELECT COLUMNS('^[^_]') FROM silver.people")).containsExactly("1 | Lima");
    }
}
