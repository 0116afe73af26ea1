package foz.engines.database;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.type.Type;
import foz.api.type.TypeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTypeTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SMALLINT | int",
                "UINTEGER | long",
                "UBIGINT | decimal(20,0)",
                "HUGEINT | decimal(38,0)",
                "DECIMAL(12,2)[] | list<decimal(12,2)>",
                "INTEGER[3][] | list<list<int>>",
                "TIMESTAMP WITH TIME ZONE | timestamptz",
                "TIMESTAMP_MS | timestamp",
                "MAP(VARCHAR, STRUCT(a INTEGER, b VARCHAR[])) | map<string, struct<a: int, b: list<string>>>",
                "ENUM('a', 'b''), c') | string",
                "JSON | string",
                "BLOB | binary",
            })
    void aTypeOfDuckDbsBecomesOneThatHoldsItsValues(String text, String expected) {
        assertThat(DuckDbTypeText.parse(text)).contains(TypeText.parse(expected).orElseThrow());
    }

    @Test
    void quotedNamesAreReadWhole() {
        assertThat(DuckDbTypeText.parse("STRUCT(\"a \"\"b\"\", c\" INTEGER, d DATE)"))
                .hasValueSatisfying(type -> assertThat(((Type.Struct) type).fields())
                        .extracting(f -> f.name() + ":" + f.type())
                        .containsExactly("a \"b\", c:int", "d:date"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERVAL",
                "\"NULL\"",
                "BIT",
                "TIMESTAMP_NS",
                "TIME WITH TIME ZONE",
                "UHUGEINT",
                "UNION(a INTEGER)",
                "DECIMAL(",
                "STRUCT(a"
            })
    void othersHaveNone(String text) {
        assertThat(DuckDbTypeText.parse(text)).isEmpty();
    }
}
