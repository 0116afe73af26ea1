package foz.app.explain;

import foz.app.json.Json;
import foz.refresh.Outlook;
import java.util.Locale;
import java.util.Map;

/** What a refresh would do, for programs. */
final class OutlookJson {

    private OutlookJson() {}

    static Map<String, Object> of(Outlook outlook) {
        return Json.object(
                "table", outlook.table().name(),
                "way", outlook.way().name().toLowerCase(Locale.ROOT),
                "because", outlook.because(),
                "inputs", outlook.inputs().stream().map(OutlookJson::input).toList(),
                "failure", outlook.failure().map(failure -> failure.sentence().text()));
    }

    private static Map<String, Object> input(Outlook.Input input) {
        return Json.object(
                "table", input.table(),
                "now", amount(input.now()),
                "came", input.change().map(change -> amount(change.came())),
                "went", input.change().map(change -> amount(change.went())));
    }

    static Map<String, Object> amount(Outlook.Amount amount) {
        return Json.object("rows", amount.rows(), "files", amount.files(), "bytes", amount.bytes());
    }
}
