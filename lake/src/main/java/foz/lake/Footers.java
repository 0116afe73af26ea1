package foz.lake;

import foz.api.engine.WrittenFile;
import foz.api.failure.FozException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** Reads what Parquet files say of themselves, and holds it against what their writer said. Without Hadoop. */
final class Footers {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;

    private Footers() {}

    /**
     * A written file as Iceberg's entry, with the metrics that let readers skip it.
     *
     * @throws FozException when the file is not what its writer said
     */
    static DataFile entry(Table table, WrittenFile written) {
        ParquetMetadata footer = footer(written.path());
        Metrics metrics = ParquetUtil.footerMetrics(footer, Stream.empty(), MetricsConfig.forTable(table));
        check(written, "rows", written.rows(), metrics.recordCount());
        check(written, "bytes", written.bytes(), size(written.path()));
        boolean hasIds =
                footer.getFileMetaData().getSchema().getFields().stream().allMatch(f -> f.getId() != null);
        check(written, "columns with field ids", true, hasIds);
        PartitionSpec spec = table.spec();
        DataFiles.Builder entry = DataFiles.builder(spec)
                .withPath(DataFolder.location(written.path()))
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(written.bytes())
                .withMetrics(metrics)
                .withSplitOffsets(ParquetUtil.getSplitOffsets(footer));
        return (spec.isPartitioned() ? entry.withPartition(Partitions.partition(spec, written.partition())) : entry)
                .build();
    }

    private static void check(WrittenFile written, String what, Object said, Object found) {
        if (!said.equals(found)) {
            throw notAsWritten(written.path(), said + " " + what, found.toString());
        }
    }

    private static FozException notAsWritten(Path file, String expected, String found) {
        return new FozException(LakeFailure.FILE_NOT_AS_WRITTEN, "file", file, "expected", expected, "found", found);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Failures.of(e, "reading " + file);
        }
    }

    /** A Parquet file ends with its footer, the footer's length and the magic. */
    private static ParquetMetadata footer(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < TAIL + MAGIC.length) {
                throw notAsWritten(file, "a Parquet file", size + " bytes");
            }
            ByteBuffer tail = read(channel, size - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.getInt();
            byte[] magic = new byte[MAGIC.length];
            tail.get(magic);
            if (!java.util.Arrays.equals(magic, MAGIC) || length < 0 || length > size - TAIL) {
                throw notAsWritten(file, "a Parquet file", "another ending");
            }
            byte[] footer = read(channel, size - TAIL - length, length).array();
            return new ParquetMetadataConverter()
                    .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(footer)));
        } catch (IOException e) {
            throw Failures.of(e, "reading the footer of " + file);
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // reads until full
        }
        return buffer.flip();
    }
}
