package foz.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a folder held at one moment: each file below it with a digest of its bytes. Two of them tell what happened in between.
 *
 * @param files path relative to the folder, with {@code /}, to SHA-256
 */
public record Tree(SortedMap<String, String> files) {

    public Tree {
        files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** All files below a folder; an absent folder is empty. */
    public static Tree of(Path folder) throws IOException {
        return of(folder, name -> true);
    }

    /** The files below a folder whose relative path is wanted. */
    public static Tree of(Path folder, Predicate<String> wanted) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    if (wanted.test(name)) {
                        files.put(name, digest(file));
                    }
                }
            }
        }
        return new Tree(files);
    }

    /** One line per file that differs in another tree: {@code added NAME}, {@code removed NAME} or {@code changed NAME}, by name. */
    public List<String> differencesTo(Tree later) {
        SortedSet<String> names = new TreeSet<>(files.keySet());
        names.addAll(later.files.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!files.containsKey(name)) {
                differences.add("added " + name);
            } else if (!later.files.containsKey(name)) {
                differences.add("removed " + name);
            } else if (!files.get(name).equals(later.files.get(name))) {
                differences.add("changed " + name);
            }
        }
        return List.copyOf(differences);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(bytes, sha256())) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
