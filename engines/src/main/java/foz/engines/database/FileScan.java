package foz.engines.database;

/**
 * What one operator of a statement read from Parquet files.
 *
 * @param names the files' names, the first of them at least, as one text
 * @param files how many they are
 * @param rows how many rows came out of them, after parts were left out by their bounds
 */
public record FileScan(String names, long files, long rows) {}
