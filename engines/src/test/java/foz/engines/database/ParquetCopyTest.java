package foz.engines.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import foz.api.plan.PartitionField;
import foz.api.plan.PartitionField.Transform;
import foz.api.type.Field;
import foz.api.type.Layout;
import foz.api.type.Type;
import foz.api.type.Type.Primitive;
import foz.api.type.TypeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetCopyTest {

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    private DuckDb database;

    @BeforeEach
    void open() {
        database = DuckDb.open(new EngineOptions(256L << 20, 2, scratch));
    }

    @AfterEach
    void close() {
        database.close();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void filesCarryTheLayoutsColumnsInItsOrderWithItsIds() {
        Layout layout = Tables.layout(
                Field.optional("b", TypeText.parse("list<string>").orElseThrow()),
                Field.optional("a", Primitive.LONG),
                Field.optional("m", TypeText.parse("map<string, int>").orElseThrow()),
                Field.optional(
                        "a \"name\"",
                        TypeText.parse("struct<x: int, y: decimal(10,2)>").orElseThrow()));

        List<WrittenFile> files = new ParquetCopy(Tables.target(layout, folder))
                .write(
                        database,
                        "SELECT 1 AS a, ['x'] AS b, 'unused' AS c, MAP {'k': 1} AS m, {x: 1, y: 2.5} AS \"a"
                                + " \"\"name\"\"\"");

        assertThat(files).singleElement().satisfies(f -> {
            assertThat(f.rows()).isOne();
            assertThat(f.bytes()).isEqualTo(Files.size(f.path()));
            assertThat(f.path().getFileName().toString()).startsWith("b1-");
            assertThat(f.partition()).isEmpty();
        });
        assertThat(database.rows(
                        "SELECT name, field_id FROM parquet_schema('"
                                + files.getFirst().path() + "') WHERE field_id IS NOT NULL",
                        r -> r.getString(1) + "=" + r.getInt(2)))
                .containsExactly("b=1", "element=2", "a=3", "m=4", "key=5", "value=6", "a \"name\"=7", "x=8", "y=9");
    }

    @Test
    void nothingToWriteLeavesNoFile() {
        Layout layout = Tables.layout(Field.optional("a", Primitive.LONG));

        assertThat(new ParquetCopy(Tables.target(layout, folder)).write(database, "SELECT 1 AS a WHERE false"))
                .isEmpty();
        assertThat(new ParquetCopy(Tables.target(layout, folder, by(Transform.IDENTITY, "a", 0)))
                        .write(database, "SELECT 1 AS a WHERE false"))
                .isEmpty();

        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IDENTITY | 0 | string | 'a/b=c é''\"{},%' | a/b=c é'\"{},%",
                "IDENTITY | 0 | string | 'NULL' | NULL",
                "IDENTITY | 0 | string | '' | EMPTY",
                "IDENTITY | 0 | string | concat(repeat('long ', 100), '日本語') | LONG",
                "IDENTITY | 0 | long | -9223372036854775808 | -9223372036854775808",
                "IDENTITY | 0 | boolean | true | true",
                "IDENTITY | 0 | decimal(12,2) | -1.5 | -1.50",
                "IDENTITY | 0 | date | DATE '1969-12-31' | 1969-12-31",
                "IDENTITY | 0 | time | TIME '10:11:12.5' | 10:11:12.5",
                "IDENTITY | 0 | timestamp | TIMESTAMP '1969-12-31 23:59:59.5' | 1969-12-31T23:59:59.500000",
                "IDENTITY | 0 | timestamptz | TIMESTAMPTZ '2020-01-01 00:00:00-03' | 2020-01-01T03:00:00.000000+00:00",
                "IDENTITY | 0 | uuid | UUID '6f9619ff-8b86-d011-b42d-00c04fc964ff' |"
                        + " 6f9619ff-8b86-d011-b42d-00c04fc964ff",
                "YEAR | 0 | date | DATE '1969-12-31' | -1",
                "YEAR | 0 | timestamp | TIMESTAMP '1970-01-01 00:00:00' | 0",
                "YEAR | 0 | timestamptz | TIMESTAMPTZ '2019-12-31 22:00:00-03' | 50",
                "MONTH | 0 | date | DATE '1969-12-31' | -1",
                "MONTH | 0 | date | DATE '1968-01-01' | -24",
                "MONTH | 0 | timestamp | TIMESTAMP '2019-04-30 23:59:59.999999' | 591",
                "DAY | 0 | date | DATE '1969-12-31' | -1",
                "DAY | 0 | timestamp | TIMESTAMP '1969-12-31 23:59:59.999999' | -1",
                "DAY | 0 | timestamp | TIMESTAMP '1970-01-02 00:00:00' | 1",
                "DAY | 0 | timestamptz | TIMESTAMPTZ '2019-12-31 22:00:00-03' | 18262",
                "HOUR | 0 | timestamp | TIMESTAMP '1969-12-31 23:59:59.999999' | -1",
                "HOUR | 0 | timestamp | TIMESTAMP '1969-12-30 00:30:00' | -48",
                "HOUR | 0 | timestamptz | TIMESTAMPTZ '1970-01-01 00:59:59+00' | 0",
                "TRUNCATE | 10 | int | -1 | -10",
                "TRUNCATE | 10 | int | 19 | 10",
                "TRUNCATE | 10 | long | -9223372036854775808 | 9223372036854775806",
                "TRUNCATE | 50 | decimal(10,2) | 10.65 | 10.50",
                "TRUNCATE | 50 | decimal(10,2) | -10.65 | -11.00",
                "TRUNCATE | 3 | string | 'iceberg' | ice",
                "TRUNCATE | 2 | string | '日本語' | 日本",
                "TRUNCATE | 10 | int | -2147483648 | 2147483646",
                "TRUNCATE | 2 | binary | '\\x00\\xFF\\x01'::BLOB | 00FF",
                "IDENTITY | 0 | binary | '\\x00\\xFF\\x01'::BLOB | 00FF01",
                "IDENTITY | 0 | double | 'nan' | NaN",
                "IDENTITY | 0 | float | '-inf' | -Infinity",
                "IDENTITY | 0 | double | -0.25 | -0.25",
                "BUCKET | 2147483647 | int | 34 | 2017239379",
                "BUCKET | 2147483647 | long | 34 | 2017239379",
                "BUCKET | 2147483647 | decimal(9,2) | 14.20 | 1646729059",
                "BUCKET | 2147483647 | date | DATE '2017-11-16' | 1494153226",
                "BUCKET | 2147483647 | time | TIME '22:31:08' | 1484720659",
                "BUCKET | 2147483647 | timestamp | TIMESTAMP '2017-11-16 22:31:08' | 99539207",
                "BUCKET | 2147483647 | timestamp | TIMESTAMP '2017-11-16 22:31:08.000001' | 940286838",
                "BUCKET | 2147483647 | timestamptz | TIMESTAMPTZ '2017-11-16 14:31:08-08' | 99539207",
                "BUCKET | 2147483647 | string | 'iceberg' | 1210000089",
                "BUCKET | 2147483647 | uuid | UUID 'f79c3e09-677c-4bbd-a479-3f349cb785e7' | 1488055340",
                "BUCKET | 2147483647 | binary | '\\x00\\x01\\x02\\x03'::BLOB | 1958800441",
            })
    void aPartitionIsItsTransformsValueAsText(
            Transform transform, int width, String type, String value, String expected) {
        Type columnType = TypeText.parse(type).orElseThrow();
        Layout layout = Tables.layout(Field.optional("id", Primitive.INT), Field.optional("p", columnType));
        String select = "SELECT 1 AS id, CAST(" + value + " AS " + DuckDbTypes.text(columnType) + ") AS p "
                + "UNION ALL SELECT 2, NULL UNION ALL SELECT 3, NULL";

        List<WrittenFile> files =
                new ParquetCopy(Tables.target(layout, folder, by(transform, "p", width))).write(database, select);

        String text = expected.equals("LONG") ? "long ".repeat(100) + "日本語" : expected.replace("EMPTY", "");
        Map<Optional<String>, Long> rows = new HashMap<>();
        files.forEach(f -> rows.put(f.partition().getFirst(), f.rows()));
        assertThat(rows).isEqualTo(Map.of(Optional.of(text), 1L, Optional.empty(), 2L));
        assertThat(files).allSatisfy(f -> assertThat(f.path().getParent()).isEqualTo(folder));
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void severalPartitionFieldsKeepTheirOrderAndTheSourceColumns() {
        Layout layout =
                Tables.layout(Field.optional("day", Primitive.DATE), Field.optional("region", Primitive.STRING));
        String select =
                "SELECT DATE '2019-04-01' + CAST(i % 40 AS INTEGER) AS day, ['north', 'south'][1 + CAST(i % 2 AS"
                        + " INTEGER)] AS region FROM range(1000) t(i)";

        List<WrittenFile> files = new ParquetCopy(Tables.target(
                        layout, folder, by(Transform.MONTH, "day", 0), by(Transform.IDENTITY, "region", 0)))
                .write(database, select);

        assertThat(files)
                .extracting(WrittenFile::partition)
                .containsExactlyInAnyOrder(
                        List.of(Optional.of("591"), Optional.of("north")),
                        List.of(Optional.of("591"), Optional.of("south")),
                        List.of(Optional.of("592"), Optional.of("north")),
                        List.of(Optional.of("592"), Optional.of("south")));
        List<String> names = new ArrayList<>();
        files.forEach(f -> names.add(SqlText.literal(f.path().toString())));
        assertThat(database.number("SELECT count(*) FROM read_parquet(" + names
                        + ") WHERE day IS NOT NULL AND region IS NOT NULL"))
                .isEqualTo(1000);
    }

    @Test
    void transformsThatAreNotWrittenAreRefusedBeforeAnythingIs() {
        Layout layout = Tables.layout(Field.optional("a", Primitive.DOUBLE));
        ParquetCopy copy = new ParquetCopy(Tables.target(layout, folder, by(Transform.BUCKET, "a", 16)));

        assertThatThrownBy(() -> copy.write(database, "SELECT 1 AS a"))
                .isInstanceOfSatisfying(
                        FozException.class, e -> assertThat(e.code()).isEqualTo(EngineFailure.CANNOT_PARTITION))
                .hasMessageContaining("bucket(a)");

        assertThat(folder).isEmptyDirectory();
    }

    private static PartitionField by(Transform transform, String column, int width) {
        return new PartitionField(transform, column, width);
    }
}
