package foz.app.platform;

import foz.api.failure.FozException;
import foz.api.plan.SourcePlan;
import foz.api.source.Source;
import foz.api.source.SourceKind;
import foz.api.source.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of sources there are: those that Foz brings, and those in jars of the pipeline's {@code plugins} folder. The same jars are
 * loaded once in a process, because options bound by one loading of a class don't fit another.
 */
public final class Plugins {

    private static final Map<Map<Path, FileTime>, Plugins> LOADED = new ConcurrentHashMap<>();

    private final List<SourceKind<?>> kinds;

    private Plugins(ClassLoader loader) {
        List<SourceKind<?>> found = new ArrayList<>();
        ServiceLoader.load(SourceKind.class, loader).forEach(found::add);
        found.sort(Comparator.comparing(SourceKind::name));
        this.kinds = List.copyOf(found);
    }

    /** Foz's own and those of the jars in a folder, which need not exist. */
    public static Plugins in(Path folder) {
        return LOADED.computeIfAbsent(jars(folder), jars -> new Plugins(loader(jars.keySet())));
    }

    private static Map<Path, FileTime> jars(Path folder) {
        Map<Path, FileTime> jars = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : files) {
                    jars.put(jar, Files.getLastModifiedTime(jar));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }

    /** Stays open as long as the process: sources of its classes may be opened at any time. */
    private static ClassLoader loader(Set<Path> jars) {
        ClassLoader own = Plugins.class.getClassLoader();
        return jars.isEmpty()
                ? own
                : new URLClassLoader(jars.stream().map(Plugins::url).toArray(URL[]::new), own);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All kinds, in order of name. */
    public List<SourceKind<?>> kinds() {
        return kinds;
    }

    /** Opens a source. The caller closes it. */
    public Source open(SourcePlan plan, Surroundings surroundings) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(plan.kind()))
                .findFirst()
                .map(kind -> open(kind, plan, surroundings))
                .orElseThrow(() -> new FozException(RunFailure.KIND_NOT_THERE, "kind", plan.kind()));
    }

    private static <O extends Record> Source open(SourceKind<O> kind, SourcePlan plan, Surroundings surroundings) {
        return kind.open(kind.options().cast(plan.options()), surroundings);
    }
}
