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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The kinds of sources there are: those that Foz brings, and those in jars of the pipeline's {@code plugins} folder. */
public final class Plugins implements AutoCloseable {

    private final URLClassLoader loader;
    private final List<SourceKind<?>> kinds;

    private Plugins(URLClassLoader loader) {
        this.loader = loader;
        List<SourceKind<?>> found = new ArrayList<>();
        ServiceLoader.load(SourceKind.class, loader).forEach(found::add);
        found.sort(Comparator.comparing(SourceKind::name));
        this.kinds = List.copyOf(found);
    }

    /** Foz's own and those of the jars in a folder, which need not exist. */
    public static Plugins in(Path folder) {
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : files) {
                    jars.add(url(jar));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Plugins(new URLClassLoader(jars.toArray(URL[]::new), Plugins.class.getClassLoader()));
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
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

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
