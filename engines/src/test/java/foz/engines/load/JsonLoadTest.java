package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.api.plan.Format;
import foz.api.plan.Format.Numbers;
import foz.api.plan.SourcePlan.Drift;
import foz.engines.load.Loads.Bad;
import foz.engines.load.Loads.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLoadTest {

    private Loads loads;

    @BeforeEach
    void events(@TempDir Path folder) {
        loads = new Loads(folder)
                .format(new Format.Json(Numbers.STANDARD))
                .required("id", "long", "/id")
                .column("user", "string", "/user/name")
                .column("price", "decimal(10,2)", "/price")
                .column("at", "timestamptz", "/at")
                .column("tags", "list<string>", "/tags")
                .column("extra", "string", "/extra");
    }

    @Test
    void aMalformedLineCostsOnlyThatLine() {
        Outcome outcome = loads.file("""
            {"id": 1, "user": {"name": "Ana"}, "price": 10.50, "at": "2019-04-01T10:00:00-03:00", "tags": ["a", "b"], "extra": {"x": [1]}}
            {"id": 2, "user": {"name": "unclosed}
            {"id": 3, "price": "7.25", "extra": 12.0}
            {"id": 4
            {"id": 5, "price": 7.255}

            garbage, all of it
            {"id": 6, "tags": "a"}
            {"price": 1}
            {"id": 8, "other": 1}
            """).load();
        assertThat(outcome.rows())
                .containsExactly(
                        Arrays.asList("1", "Ana", "10.50", "2019-04-01 13:00:00+00", "[a, b]", "{\"x\": [1]}"),
                        Arrays.asList("3", null, "7.25", null, null, "12.0"));
        assertThat(outcome.bad())
                .extracting(Bad::code)
                .containsExactly(
                        "malformed-json",
                        "malformed-json",
                        "too-many-digits",
                        "malformed-json",
                        "wrong-json-type",
                        "missing-value",
                        "unknown-column");
        assertThat(outcome.bad()).extracting(Bad::line).containsExactly(2L, 4L, 5L, 7L, 8L, 9L, 10L);
        assertThat(outcome.bad().get(1).raw()).isEqualTo("{\"id\": 4");
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(9, 2, 7, 0));
    }

    @Test
    void anArrayIsItsElements() {
        Outcome outcome = loads.drift(Drift.IGNORE)
                .file("[ {\"id\": 1},\n {\"id\": 2, \"more\": {\"id\": 3}}\n , {\"id\": true} ]\n")
                .load();
        assertThat(outcome.rows()).extracting(row -> row.getFirst()).containsExactly("1", "2");
        assertThat(outcome.bad()).extracting(Bad::sentence).hasSize(1);
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(3, 2, 1, 0));
    }

    @Test
    void aBareValueInAnArrayCostsOnlyItself() {
        Outcome outcome = loads.drift(Drift.IGNORE)
                .file("[{\"id\": 1}, 7, {\"id\": 2},null,{\"id\": 3}, \"a, b]\" , -1.5e3]")
                .load();
        assertThat(outcome.rows()).extracting(row -> row.getFirst()).containsExactly("1", "2", "3");
        assertThat(outcome.bad()).extracting(Bad::raw).containsExactly("7", "null", "\"a, b]\"", "-1.5e3");
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(7, 3, 4, 0));
    }

    @Test
    void nestedValuesAreCastExactly(@TempDir Path folder) {
        Outcome outcome = new Loads(folder)
                .format(new Format.Json(Numbers.STANDARD))
                .column("m", "map<int, date>", "/m")
                .column("s", "struct<a: decimal(5,2), b: list<timestamptz>, c: binary, d: double>", "/s")
                .file("""
                    {"m": {"1": "2019-01-31", "2": null}, "s": {"a": 1.5, "b": ["2019-01-01 00:00:00"], "c": "AP8=", "d": 1e-7, "z": 1}}
                    {"m": {"1": "2019-02-31"}}
                    {"s": {"a": 1.555}}
                    {"m": [], "s": null}
                    """)
                .load();
        assertThat(outcome.rows())
                .containsExactly(Arrays.asList(
                        "{1=2019-01-31, 2=NULL}",
                        "{'a': 1.50, 'b': ['2019-01-01 02:00:00+00'], 'c': '\\\\x00\\\\xFF', 'd': 1e-07}"));
        assertThat(outcome.bad())
                .extracting(Bad::code)
                .containsExactly("not-a-date", "too-many-digits", "wrong-json-type");
    }

    @Test
    void namesAreTheMembersOfTheFirstRecords() {
        assertThat(loads.file("{\"id\": 1, \"a\": {\"b\": 1}}\n{\"id\": 1, \"c\": []}\n")
                        .columnsOf())
                .containsExactly("id", "a", "c");
    }
}
