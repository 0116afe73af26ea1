package foz.engines.value;

import java.time.ZoneOffset;

/**
 * ISO 8601 in the form that tables hold: {@code 2019-04-01}, {@code 08:46}, {@code 08:46:30.125}, both with a {@code T} or a blank
 * between them, and behind them {@code Z}, {@code +03}, {@code +0300} or {@code +03:00}.
 */
final class IsoReader implements MomentReader {

    private final boolean date;
    private final boolean time;
    private final boolean zone;
    private int at;

    IsoReader(boolean date, boolean time, boolean zone) {
        this.date = date;
        this.time = time;
        this.zone = zone;
    }

    @Override
    public boolean read(byte[] text, int from, int to, Moment moment) {
        at = from;
        if (date && !readDate(text, to, moment)) {
            return false;
        }
        if (date && time) {
            if (at >= to || text[at] != 'T' && text[at] != ' ') {
                return false;
            }
            at++;
        }
        if (time && !readTime(text, to, moment)) {
            return false;
        }
        return at == to || zone && readZone(text, to, moment);
    }

    private boolean readDate(byte[] text, int to, Moment moment) {
        if (to - at < 10 || text[at + 4] != '-' || text[at + 7] != '-') {
            return false;
        }
        moment.year = two(text, at) * 100 + two(text, at + 2);
        moment.month = two(text, at + 5);
        moment.day = two(text, at + 8);
        moment.hasDate = true;
        boolean digits = two(text, at) >= 0 && two(text, at + 2) >= 0 && moment.month >= 0 && moment.day >= 0;
        at += 10;
        return digits;
    }

    private boolean readTime(byte[] text, int to, Moment moment) {
        if (to - at < 5 || text[at + 2] != ':') {
            return false;
        }
        moment.hour = two(text, at);
        moment.minute = two(text, at + 3);
        moment.hasTime = true;
        at += 5;
        if (moment.hour < 0 || moment.minute < 0) {
            return false;
        }
        if (at >= to || text[at] != ':') {
            return true;
        }
        if (to - at < 3) {
            return false;
        }
        moment.second = two(text, at + 1);
        at += 3;
        return moment.second >= 0 && (at >= to || text[at] != '.' || readFraction(text, to, moment));
    }

    private boolean readFraction(byte[] text, int to, Moment moment) {
        int first = ++at;
        int nano = 0;
        while (at < to && text[at] >= '0' && text[at] <= '9' && at - first < 9) {
            nano = nano * 10 + text[at++] - '0';
        }
        for (int i = at - first; i < 9; i++) {
            nano *= 10;
        }
        moment.nano = nano;
        return at > first;
    }

    private boolean readZone(byte[] text, int to, Moment moment) {
        int length = to - at;
        if (length == 1 && text[at] == 'Z') {
            moment.offset = ZoneOffset.UTC;
            at = to;
            return true;
        }
        boolean colon = length == 6 && text[at + 3] == ':';
        if (length != 3 && length != 5 && !colon || text[at] != '+' && text[at] != '-') {
            return false;
        }
        int hours = two(text, at + 1);
        int minutes = length == 3 ? 0 : two(text, colon ? at + 4 : at + 3);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return false;
        }
        int total = hours * 60 + minutes;
        moment.offset = ZoneOffset.ofTotalSeconds((text[at] == '-' ? -total : total) * 60);
        at = to;
        return true;
    }

    /** The number of two digits, negative when they are none. */
    static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -10_000 : tens * 10 + ones;
    }
}
