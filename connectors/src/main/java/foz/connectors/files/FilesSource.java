package foz.connectors.files;

import foz.api.failure.FozException;
import foz.api.source.Source;
import foz.api.source.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** The files that match a glob. Links to files are followed, links to folders are not, so that no loop can trap the search. */
final class FilesSource implements Source {

    private final Glob glob;
    private final Path folder;
    private final Path root;

    FilesSource(Glob glob, Path folder) {
        this.glob = glob;
        this.folder = folder;
        this.root = folder.resolve(glob.root()).normalize();
    }

    @Override
    public List<SourceObject> list() {
        List<SourceObject> found = new ArrayList<>();
        try {
            if (Files.isDirectory(root)) {
                Files.walkFileTree(
                        root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), glob.depth(), new Collector(found));
            }
        } catch (IOException e) {
            throw new FozException(
                    e, FilesFailure.FOLDER_NOT_LISTED, "folder", root, "detail", String.valueOf(e.getMessage()));
        }
        found.sort(Comparator.comparing(SourceObject::name));
        return List.copyOf(found);
    }

    @Override
    public InputStream open(SourceObject object) throws IOException {
        return Files.newInputStream(folder.resolve(object.name()));
    }

    private String nameOf(Path file) {
        Path name = file.startsWith(folder) ? folder.relativize(file) : file;
        return name.toString().replace('\\', '/');
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<SourceObject> found;

        private Collector(List<SourceObject> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            boolean hidden = file.getFileName().toString().startsWith(".");
            if (hidden == glob.hidden() && glob.below().matches(root.relativize(file))) {
                collect(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        private void collect(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                BasicFileAttributes target = attributes.isSymbolicLink()
                        ? Files.readAttributes(file, BasicFileAttributes.class)
                        : attributes;
                if (target.isRegularFile()) {
                    found.add(new SourceObject(
                            nameOf(file),
                            target.size(),
                            target.lastModifiedTime().toInstant()));
                }
            } catch (AccessDeniedException e) {
                throw e;
            } catch (FileSystemException notThere) {
                // a dangling link, links in a circle, or a file taken away between listing and looking: there is
                // nothing to read
                return;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
