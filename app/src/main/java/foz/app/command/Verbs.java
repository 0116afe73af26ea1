package foz.app.command;

import foz.app.terminal.Look;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * All verbs, and the running of one. Only the verb that is named on the command line is made, so that a quick one never pays for the
 * classes of a slow one.
 */
public final class Verbs {

    private static final Map<String, Supplier<Object>> ALL = all();

    private Verbs() {}

    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put("demo", DemoVerb::new);
        verbs.put("init", InitVerb::new);
        verbs.put("validate", ValidateVerb::new);
        verbs.put("run", RunVerb::new);
        verbs.put("test", TestVerb::new);
        verbs.put("query", QueryVerb::new);
        verbs.put("bad", BadVerb::new);
        verbs.put("status", StatusVerb::new);
        verbs.put("explain", ExplainVerb::new);
        verbs.put("plan", PlanVerb::new);
        verbs.put("lineage", LineageVerb::new);
        verbs.put("reread", RereadVerb::new);
        verbs.put("backfill", BackfillVerb::new);
        verbs.put("rollback", RollbackVerb::new);
        verbs.put("maintain", MaintainVerb::new);
        verbs.put("generate", GenerateVerb::new);
        return verbs;
    }

    /** The names of all verbs, in the order of the help. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** The names of the verbs that the help lists. */
    static Set<String> shown() {
        return ALL.keySet();
    }

    /** Runs a command line and returns its exit code. */
    public static int run(Invocation invocation, String... arguments) {
        CommandLine line = line(invocation, arguments);
        int code = line.execute(arguments);
        line.getOut().flush();
        line.getErr().flush();
        return code;
    }

    private static CommandLine line(Invocation invocation, String... arguments) {
        Foz foz = new Foz(invocation);
        CommandLine line = new CommandLine(foz);
        Set<String> named = new java.util.HashSet<>(Arrays.asList(arguments));
        named.retainAll(ALL.keySet());
        ALL.forEach((name, verb) -> {
            if (named.isEmpty() || named.contains(name)) {
                line.addSubcommand(name, verb.get());
            }
        });
        Look look = invocation.terminal().look();
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(invocation.terminal().out()))
                .setErr(writer(invocation.terminal().err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(look.coloured() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(look.proseWidth())
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(new Failures(foz)::wrongUsage)
                .setExecutionExceptionHandler(new Failures(foz)::failed);
        line.setUsageHelpLongOptionsMaxWidth(24);
        return line;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(
                new java.io.OutputStreamWriter(
                        stream, stream.charset() == null ? StandardCharsets.UTF_8 : stream.charset()),
                true);
    }
}
