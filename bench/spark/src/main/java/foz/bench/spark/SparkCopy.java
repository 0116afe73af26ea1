package foz.bench.spark;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The baseline: Spark local[2] reads a sales CSV with a declared schema and writes ZSTD Parquet. It checks nothing; a bad row becomes
 * NULLs. Arguments: CSV file, output folder, number of runs. Prints one line of milliseconds per run, the first being a cold one.
 */
public final class SparkCopy {

    private SparkCopy() {}

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("sales-copy")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        String schema =
                "order_id BIGINT, product STRING, quantity INT, price DECIMAL(12,2), ordered_at TIMESTAMP_NTZ, address"
                        + " STRING";
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            long start = System.nanoTime();
            spark.read()
                    .schema(schema)
                    .option("header", "true")
                    .option("timestampNTZFormat", "MM/dd/yy HH:mm")
                    .csv(arguments[0])
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(arguments[1]);
            System.out.println("spark " + (System.nanoTime() - start) / 1_000_000);
        }
        spark.stop();
    }
}
