package foz.lake;

import foz.api.lake.FileInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** What a manifest tells of data files, as text that people can read: dates as dates, partitions as their transforms print them. */
final class Description {

    private final TableMetadata metadata;

    /** Of the files of a table. */
    Description(TableMetadata metadata) {
        this.metadata = metadata;
    }

    /** Of one file, which lies at a place. */
    FileInfo of(DataFile file, Path place) {
        return new FileInfo(
                place,
                file.recordCount(),
                file.fileSizeInBytes(),
                partition(file),
                bounds(file.lowerBounds()),
                bounds(file.upperBounds()));
    }

    private List<Optional<String>> partition(DataFile file) {
        PartitionSpec spec = metadata.spec(file.specId());
        List<Types.NestedField> types = spec.partitionType().fields();
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(text(
                    spec.fields().get(i), types.get(i).type(), file.partition().get(i, Object.class)));
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Optional<String> text(PartitionField field, Type type, @Nullable Object value) {
        Transform<?, Object> transform = (Transform<?, Object>) field.transform();
        return Optional.ofNullable(value).map(v -> transform.toHumanString(type, v));
    }

    /** By the names that columns have now; of columns that are gone nothing is told. */
    private Map<String, String> bounds(java.util.@Nullable Map<Integer, ByteBuffer> bounds) {
        Map<String, String> texts = new TreeMap<>();
        if (bounds != null) {
            Schema columns = metadata.schema();
            bounds.forEach((id, bytes) -> Optional.ofNullable(columns.findField(id))
                    .ifPresent(f -> texts.put(columns.findColumnName(id), text(f.type(), bytes))));
        }
        return texts;
    }

    private static String text(Type type, ByteBuffer bytes) {
        return Transforms.identity().toHumanString(type, Conversions.fromByteBuffer(type, bytes));
    }
}
