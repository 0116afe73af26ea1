package foz.engines.load;

import static org.assertj.core.api.Assertions.assertThat;

import foz.api.balance.Balance;
import foz.api.plan.Format;
import foz.engines.load.Loads.Bad;
import foz.engines.load.Loads.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogLoadTest {

    @Test
    void readsCommonAndCombinedLines(@TempDir Path folder) {
        Outcome outcome = new Loads(folder)
                .format(new Format.AccessLog())
                .column("host", "string", "host")
                .column("user", "string", "user")
                .column("time", "timestamptz", "time")
                .column("method", "string", "method")
                .column("target", "string", "target")
                .column("status", "int", "status")
                .column("bytes", "long", "bytes")
                .column("agent", "string", "agent")
                .ignore("blank-row")
                .file("""
                    10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET /a?b=%20c HTTP/1.1" 200 203023 "http://x/" "Mozilla/5.0 (\\"X\\")"
                    ::1 - Ana Luz [17/May/2015:10:05:03 -0300] "POST / HTTP/1.0" 304 -
                    www.example.org:80 10.0.0.2 - - [17/May/2015:10:05:03 +0000] "-" 408 0 "-" "-" "extra"

                    nothing of the kind
                    10.0.0.1 - - [17/Mai/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1
                    10.0.0.1 - - [31/Feb/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1
                    """)
                .load();
        assertThat(outcome.rows())
                .containsExactly(
                        Arrays.asList(
                                "10.0.0.1",
                                null,
                                "2015-05-17 10:05:03+00",
                                "GET",
                                "/a?b=%20c",
                                "200",
                                "203023",
                                "Mozilla/5.0 (\\\"X\\\")"),
                        Arrays.asList("::1", "Ana Luz", "2015-05-17 13:05:03+00", "POST", "/", "304", null, null),
                        Arrays.asList("10.0.0.2", null, "2015-05-17 10:05:03+00", null, null, "408", "0", null));
        assertThat(outcome.bad())
                .extracting(Bad::code)
                .containsExactly("malformed-line", "malformed-line", "not-a-timestamp");
        assertThat(outcome.file().balance()).isEqualTo(Balance.ofFile(7, 3, 3, 1));
    }
}
