package foz.landing;

import foz.api.balance.Balance;
import foz.api.balance.Reason;
import foz.api.engine.Loaded;
import foz.api.engine.Loaded.LoadedFile;
import foz.api.failure.FozException;
import foz.api.plan.SourcePlan;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold of a batch before it may be committed. */
final class Checks {

    private static final int FEWEST_ROWS_TO_JUDGE = 100;

    private final SourcePlan plan;

    Checks(SourcePlan plan) {
        this.plan = plan;
    }

    /** Every file's balance closes, and no file nor the batch has more bad rows than the pipeline allows. */
    void hold(Loaded loaded, Map<Long, String> names) {
        for (LoadedFile file : loaded.files()) {
            String name = names.getOrDefault(file.fileId(), "?");
            if (!file.balance().closes()) {
                throw new FozException(LandingFailure.BALANCE_OPEN, "file", name, "balance", text(file.balance()));
            }
            refuseTooManyBad(name, file.balance(), file.reasons());
        }
        Balance sum = loaded.files().stream().map(LoadedFile::balance).reduce(Balance.EMPTY, Balance::plus);
        Map<String, Long> reasons = loaded.files().stream()
                .flatMap(file -> file.reasons().entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
        refuseTooManyBad(loaded.files().size() + " files", sum, reasons);
    }

    private void refuseTooManyBad(String what, Balance balance, Map<String, Long> reasons) {
        long judged = balance.received() - balance.ignored();
        long bad = balance.quarantined() - drifted(reasons);
        if (judged >= FEWEST_ROWS_TO_JUDGE && bad > judged * plan.maxBad()) {
            throw new FozException(
                    LandingFailure.TOO_MANY_BAD,
                    "file",
                    what,
                    "bad",
                    bad,
                    "received",
                    judged,
                    "allowed",
                    percent(plan.maxBad()),
                    "share",
                    percent((double) bad / judged),
                    "reasons",
                    text(reasons),
                    "source",
                    plan.name());
        }
    }

    /** Rows of files with other columns: what happens to those is said by {@code on-drift}, not by {@code max-bad}. */
    private static long drifted(Map<String, Long> reasons) {
        return reasons.getOrDefault(Reason.UNKNOWN_COLUMN.id(), 0L)
                + reasons.getOrDefault(Reason.MISSING_COLUMN.id(), 0L);
    }

    private String text(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .filter(reason -> !plan.ignore().contains(reason.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(reason -> reason.getValue() + " × " + reason.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return java.math.BigDecimal.valueOf(share * 100)
                        .setScale(2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    private static String text(Balance b) {
        return "received " + b.received() + ", written " + b.written() + ", quarantined " + b.quarantined()
                + ", ignored " + b.ignored();
    }
}
