package foz.lake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** Which files of a table are put together, and with which. */
final class Packing {

    private final TableMetadata metadata;
    private final MaintenanceOptions options;
    private final Optional<Types.NestedField> leading;

    /**
     * For a table.
     *
     * @param leading the column that files lie in order of, as far as they do
     */
    Packing(TableMetadata metadata, MaintenanceOptions options, Optional<String> leading) {
        this.metadata = metadata;
        this.options = options;
        this.leading = leading.map(metadata.schema()::findField)
                .filter(field -> field.type().isPrimitiveType());
    }

    /** How much is done. */
    enum Extent {
        /** All that can become better. */
        EVERYTHING,
        /** What pays for itself. */
        DUE
    }

    /**
     * Files of one partition that become one.
     *
     * @param partition of the files; files of an earlier partitioning have one of their own
     */
    record Bin(String partition, List<DataFile> files) {

        long bytes() {
            return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        }

        long rows() {
            return files.stream().mapToLong(DataFile::recordCount).sum();
        }
    }

    /** In order of partitions. */
    List<Bin> bins(List<DataFile> files, Extent extent) {
        Map<String, List<DataFile>> partitions = new TreeMap<>();
        files.forEach(file -> partitions
                .computeIfAbsent(partition(file), p -> new ArrayList<>())
                .add(file));
        List<Bin> bins = new ArrayList<>();
        partitions.forEach((partition, all) -> {
            List<DataFile> chosen = switch (extent) {
                case EVERYTHING ->
                    all.stream().filter(file -> isSmall(file) || isOld(file)).toList();
                case DUE -> worthwhile(all);
            };
            bins.addAll(packed(partition, chosen));
        });
        return bins;
    }

    private String partition(DataFile file) {
        PartitionSpec spec = Objects.requireNonNull(metadata.specsById().get(file.specId()));
        return file.specId() + "/" + spec.partitionToPath(file.partition());
    }

    private boolean isSmall(DataFile file) {
        return file.fileSizeInBytes() < options.smallBytes();
    }

    private boolean isOld(DataFile file) {
        return file.specId() != metadata.defaultSpecId();
    }

    /**
     * Small files, if there are enough of them. A file is only written again together with at least as many bytes of smaller ones, so
     * that each row is written again as often as its file doubles, and not with every few commits.
     */
    private List<DataFile> worthwhile(List<DataFile> files) {
        List<DataFile> bySize = files.stream()
                .filter(this::isSmall)
                .sorted(Comparator.comparingLong(DataFile::fileSizeInBytes))
                .toList();
        int enough = 0;
        long smaller = 0;
        for (int i = 0; i < bySize.size(); i++) {
            long size = bySize.get(i).fileSizeInBytes();
            if (i + 1 >= options.smallFiles() && size <= smaller) {
                enough = i + 1;
            }
            smaller += size;
        }
        return bySize.subList(0, enough);
    }

    private List<Bin> packed(String partition, List<DataFile> files) {
        List<Bin> bins = new ArrayList<>();
        List<DataFile> bin = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : inOrder(files)) {
            if (!bin.isEmpty() && bytes + file.fileSizeInBytes() > options.targetBytes()) {
                bins.add(new Bin(partition, List.copyOf(bin)));
                bin.clear();
                bytes = 0;
            }
            bin.add(file);
            bytes += file.fileSizeInBytes();
        }
        if (!bin.isEmpty()) {
            bins.add(new Bin(partition, List.copyOf(bin)));
        }
        return bins.stream()
                .filter(b -> b.files().size() > 1 || isOld(b.files().getFirst()))
                .toList();
    }

    /** Neighbours in the leading column, else in the order they came, come to lie in one file. */
    private List<DataFile> inOrder(List<DataFile> files) {
        Comparator<DataFile> arrival =
                Comparator.comparing(DataFile::dataSequenceNumber, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<DataFile> order = leading.<Comparator<DataFile>>map(field -> {
                    Map<DataFile, Object> least = new HashMap<>();
                    files.forEach(file -> bound(file, field).ifPresent(value -> least.put(file, value)));
                    Comparator<Object> values = Comparators.forType(field.type().asPrimitiveType());
                    return Comparator.comparing((DataFile file) -> least.get(file), Comparator.nullsFirst(values))
                            .thenComparing(arrival);
                })
                .orElse(arrival);
        return files.stream().sorted(order).toList();
    }

    private static Optional<Object> bound(DataFile file, Types.NestedField field) {
        return Optional.ofNullable(file.lowerBounds())
                .map(bounds -> bounds.get(field.fieldId()))
                .map(ByteBuffer::duplicate)
                .map(bytes -> Conversions.fromByteBuffer(field.type(), bytes));
    }
}
