package foz.engines.log;

import foz.engines.record.RecordCounter;

/** Counts lines, which end with a line feed. */
final class LineCounter implements RecordCounter {

    private int lines;

    @Override
    public int end(byte[] bytes, int from, int to, boolean last) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                lines = 1;
                return i + 1;
            }
        }
        lines = 0;
        return last ? to : -1;
    }

    @Override
    public boolean isRecord() {
        return true;
    }

    @Override
    public int lines() {
        return lines;
    }
}
