package foz.spec;

import foz.api.failure.Place;
import foz.spec.Node.Entry;
import foz.spec.Node.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 text into {@link Node}s. Built from the parser's events, not from its tree, so that depth and aliases are
 * bounded here and every scalar stays the text that was written.
 */
final class YamlReader {

    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 100_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private final String file;
    private final List<String> lines;
    private final Variables variables;
    private final Problems problems;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private @Nullable Node root;
    private @Nullable Text lastScalar;
    private int values;
    private int documents;

    private YamlReader(String file, String text, Variables variables, Problems problems) {
        this.file = file;
        this.lines = text.lines().toList();
        this.variables = variables;
        this.problems = problems;
    }

    /** The root of a text; a broken one when it can't be read, no entries when nothing is in it. */
    static Node read(String file, String text, Variables variables, Problems problems) {
        YamlReader reader = new YamlReader(file, text, variables, problems);
        Place start = new Place(file, 1, 1);
        try {
            for (Event event : new Parse(SETTINGS).parseString(text)) {
                reader.take(event);
            }
            return reader.root == null || reader.root instanceof Text t && t.isNothing()
                    ? new Node.Entries(List.of(), start)
                    : reader.root;
        } catch (Stopped reported) {
            return new Node.Broken(start);
        } catch (MarkedYamlEngineException e) {
            reader.reportSyntax(e);
            return new Node.Broken(start);
        } catch (YamlEngineException e) {
            problems.report(
                    start,
                    SpecProblem.YAML_SYNTAX,
                    "detail",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return new Node.Broken(start);
        }
    }

    private void take(Event event) throws Stopped {
        if (event instanceof NodeEvent && ++values > MOST_VALUES) {
            throw stop(place(event), SpecProblem.YAML_TOO_MANY_VALUES, "limit", MOST_VALUES);
        }
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (++documents > 1) {
                    throw stop(place(event), SpecProblem.YAML_SEVERAL_DOCUMENTS);
                }
            }
            case MappingStart, SequenceStart -> open((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> close();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void open(CollectionStartEvent event) throws Stopped {
        Place place = place(event);
        refuseTag(event.getTag(), place);
        if (frames.size() == DEEPEST) {
            throw stop(place, SpecProblem.YAML_TOO_DEEP, "limit", DEEPEST);
        }
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        frames.push(new Frame(mapping, event.isFlow(), ownerOr(place, event.isFlow()), event.getAnchor(), values));
    }

    /** A map or list below a key is reported at the key: that is where one looks for it. */
    private Place ownerOr(Place place, boolean flow) {
        Frame outer = frames.peek();
        return !flow && outer != null && outer.key != null ? outer.key.place() : place;
    }

    private void close() {
        Frame frame = frames.pop();
        Node node = frame.node(problems);
        frame.anchor.ifPresent(a -> anchors.put(a, new Anchored(node, values - frame.valuesBefore)));
        add(node);
    }

    private void scalar(ScalarEvent event) {
        Place place = place(event);
        refuseTag(event.getTag(), place);
        Text written = new Text(event.getValue(), event.isPlain(), place, inside(event, place));
        lastScalar = written;
        Frame frame = frames.peek();
        Node node = frame != null && frame.mapping && frame.key == null
                ? written
                : variables
                        .fill(written.text(), place, problems)
                        .<Node>map(filled -> new Text(filled, written.plain(), place, written.inside()))
                        .orElse(new Node.Broken(place));
        event.getAnchor().ifPresent(a -> anchors.put(a, new Anchored(node, 1)));
        add(node);
    }

    private void alias(AliasEvent event) throws Stopped {
        Anchored named = anchors.get(event.getAlias());
        if (named == null) {
            throw stop(
                    place(event),
                    SpecProblem.YAML_UNKNOWN_ALIAS,
                    "name",
                    event.getAlias().getValue());
        }
        values += named.values;
        if (values > MOST_VALUES) {
            throw stop(place(event), SpecProblem.YAML_TOO_MANY_VALUES, "limit", MOST_VALUES);
        }
        add(named.node);
    }

    private void add(Node node) {
        Frame frame = frames.peek();
        if (frame == null) {
            root = node;
        } else if (!frame.mapping) {
            frame.items.add(node);
        } else if (frame.key == null) {
            frame.key = node instanceof Text t && !t.isNothing() ? t : notText(node);
        } else {
            frame.entries.add(new Entry(frame.key, node));
            frame.key = null;
        }
    }

    private Text notText(Node node) {
        problems.report(node.place(), SpecProblem.YAML_KEY_NOT_TEXT, "found", node.words());
        return new Text("", true, node.place(), node.place());
    }

    private void refuseTag(Optional<String> tag, Place place) {
        tag.ifPresent(t -> problems.report(place, SpecProblem.YAML_TAG, "tag", t.replace("tag:yaml.org,2002:", "!!")));
    }

    /** What the parser could not read, told as the mistake it most probably is. */
    private void reportSyntax(MarkedYamlEngineException e) {
        Place place = e.getProblemMark().map(this::place).orElse(new Place(file, 1, 1));
        Text last = lastScalar;
        Optional<Text> torn = frames.stream()
                .limit(1)
                .filter(f -> f.flow)
                .flatMap(Frame::texts)
                .filter(Torn::looksTorn)
                .findFirst();
        if (torn.isPresent()) {
            problems.report(
                    torn.get().place(),
                    SpecProblem.YAML_TORN,
                    "found",
                    torn.get().words(),
                    "quoted",
                    "\"…\"");
        } else if (last != null && !last.plain() && last.place().line() == place.line()) {
            problems.report(last.place(), SpecProblem.YAML_TORN, "found", "'" + last.text() + "'", "quoted", "\"…\"");
        } else {
            problems.addAll(List.of(SyntaxMistake.of(e, this::place, new Place(file, 1, 1), lines)));
        }
    }

    private Stopped stop(Place place, SpecProblem code, Object... facts) {
        problems.report(place, code, facts);
        return new Stopped();
    }

    private Place place(Event event) {
        return event.getStartMark().map(this::place).orElse(new Place(file, 1, 1));
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place inside(ScalarEvent event, Place place) {
        if (event.isLiteral() || event.isFolded()) {
            String first = place.line() < lines.size() ? lines.get(place.line()) : "";
            return new Place(
                    file,
                    place.line() + 1,
                    first.length() - first.stripLeading().length() + 1);
        }
        return event.isPlain() ? place : new Place(file, place.line(), place.column() + 1);
    }

    /** A named node and how many values it stands for. */
    private record Anchored(Node node, int values) {}

    /** The text can't be read on; why has been reported. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A map or list that is not yet closed. */
    private static final class Frame {
        final boolean mapping;
        final boolean flow;
        final Place place;
        final Optional<Anchor> anchor;
        final int valuesBefore;
        final List<Entry> entries = new ArrayList<>();
        final List<Node> items = new ArrayList<>();

        @Nullable
        Text key;

        Frame(boolean mapping, boolean flow, Place place, Optional<Anchor> anchor, int valuesBefore) {
            this.mapping = mapping;
            this.flow = flow;
            this.place = place;
            this.anchor = anchor;
            this.valuesBefore = valuesBefore;
        }

        Node node(Problems problems) {
            if (!mapping) {
                return new Node.Items(flow ? Torn.mendItems(items, problems) : items, place);
            }
            List<Entry> whole = flow ? Torn.mendEntries(entries, problems) : entries;
            return new Node.Entries(withoutRepeats(whole, problems), place);
        }

        private static List<Entry> withoutRepeats(List<Entry> entries, Problems problems) {
            Map<String, Text> seen = new HashMap<>();
            List<Entry> once = new ArrayList<>();
            for (Entry entry : entries) {
                Text first = seen.putIfAbsent(entry.key().text(), entry.key());
                if (entry.key().isNothing()) {
                    continue; // reported when the key was read
                }
                if (first == null) {
                    once.add(entry);
                } else {
                    problems.report(
                            entry.key().place(),
                            SpecProblem.REPEATED_ENTRY,
                            "key",
                            first.text(),
                            "line",
                            first.place().line());
                }
            }
            return once;
        }

        /** The scalars directly in it. */
        java.util.stream.Stream<Text> texts() {
            return java.util.stream.Stream.concat(
                            items.stream(), entries.stream().map(Entry::value))
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast);
        }
    }
}
