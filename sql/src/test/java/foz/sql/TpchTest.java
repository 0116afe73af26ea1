package foz.sql;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.failure.Checked;
import foz.api.failure.Place;
import foz.api.sql.Query;
import foz.api.type.Field;
import foz.api.type.Schema;
import foz.api.type.TableName;
import foz.api.type.TypeText;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 22 queries of TPC-H, written from the specification, are portable and run as compiled. */
class TpchTest {

    static final Map<TableName, Schema> TABLES = tables();

    static Stream<Story> queries() {
        return Story.in("tpch.txt");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void is_portable_and_runs(Story story) throws SQLException {
        Checked<Query> checked =
                new PortableSql().query(Shop.TARGET, story.sql(), new Place("tpch.sql", 1, 1), TABLES, Shop.ZONE);
        assertThat(checked).isInstanceOf(Checked.Good.class);
        Query query = ((Checked.Good<Query>) checked).value();
        try (Shop empty = new Shop(TABLES, List.of())) {
            empty.fill(query.stages());
            assertThat(empty.columns(query.executable()))
                    .hasSameSizeAs(query.columns().fields());
            assertThat(empty.rows(query.executable())).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Map<TableName, Schema> tables() {
        Map<TableName, Schema> tables = new LinkedHashMap<>();
        String money = "decimal(15,2)";
        add(
                tables,
                "part",
                "p_partkey long p_name string p_mfgr string p_brand string p_type string p_size int p_container string"
                        + " p_retailprice "
                        + money + " p_comment string");
        add(
                tables,
                "supplier",
                "s_suppkey long s_name string s_address string s_nationkey long s_phone string s_acctbal " + money
                        + " s_comment string");
        add(
                tables,
                "partsupp",
                "ps_partkey long ps_suppkey long ps_availqty int ps_supplycost " + money + " ps_comment string");
        add(
                tables,
                "customer",
                "c_custkey long c_name string c_address string c_nationkey long c_phone string c_acctbal " + money
                        + " c_mktsegment string c_comment string");
        add(
                tables,
                "orders",
                "o_orderkey long o_custkey long o_orderstatus string o_totalprice " + money
                        + " o_orderdate date o_orderpriority string o_clerk string o_shippriority int o_comment"
                        + " string");
        add(
                tables,
                "lineitem",
                "l_orderkey long l_partkey long l_suppkey long l_linenumber int l_quantity " + money
                        + " l_extendedprice " + money
                        + " l_discount " + money + " l_tax " + money
                        + " l_returnflag string l_linestatus string l_shipdate date l_commitdate date "
                        + "l_receiptdate date l_shipinstruct string l_shipmode string l_comment string");
        add(tables, "nation", "n_nationkey long n_name string n_regionkey long n_comment string");
        add(tables, "region", "r_regionkey long r_name string r_comment string");
        return tables;
    }

    private static void add(Map<TableName, Schema> tables, String name, String columns) {
        String[] words = columns.split(" ");
        Stream<Field> fields = Stream.iterate(0, i -> i < words.length, i -> i + 2)
                .map(i -> Field.optional(words[i], TypeText.parse(words[i + 1]).orElseThrow()));
        tables.put(TableName.bronze(name), new Schema(fields.toList()));
    }
}
