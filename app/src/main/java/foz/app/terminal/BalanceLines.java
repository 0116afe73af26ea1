package foz.app.terminal;

import foz.api.balance.Balance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Balances as lines: one per source or table, with what came in on the left of the equals sign and where it went on the right. */
public final class BalanceLines {

    private final Map<String, Balance> balances = new LinkedHashMap<>();

    /** Adds a balance; one of the same name is added up. */
    public BalanceLines add(String name, Balance balance) {
        balances.merge(name, balance, Balance::plus);
        return this;
    }

    /** The lines for an output. */
    public List<String> lines(Look look) {
        int widest = balances.keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
        List<String> lines = new ArrayList<>();
        balances.forEach((name, balance) -> lines.add(
                name + " ".repeat(widest - TextWidth.of(name)) + "   " + account(balance) + " " + sign(balance, look)));
        return lines;
    }

    /** One balance as an equation; terms of zero are left out, except what was written. */
    public static String account(Balance b) {
        List<String> terms = new ArrayList<>();
        terms.add("written " + Amount.count(b.written()));
        term(terms, "quarantined", b.quarantined());
        term(terms, "filtered", b.filtered());
        term(terms, "ignored", b.ignored());
        term(terms, "dropped", b.dropped());
        term(terms, "duplicate", b.duplicate());
        term(terms, "conflicting", b.conflicting());
        return "received " + Amount.count(b.received()) + " = " + String.join(" + ", terms);
    }

    private static void term(List<String> terms, String word, long rows) {
        if (rows != 0) {
            terms.add(word + " " + Amount.count(rows));
        }
    }

    private static String sign(Balance b, Look look) {
        if (b.closes()) {
            return look.good();
        }
        String gap =
                b.missing() > 0 ? Amount.count(b.missing()) + " missing" : Amount.count(-b.missing()) + " too many";
        return look.bad() + " " + look.style(Style.RED, gap);
    }
}
