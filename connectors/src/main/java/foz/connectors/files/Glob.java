package foz.connectors.files;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * A glob, cut into the folder before its first wildcard and the pattern below it.
 *
 * @param root the part without wildcards, possibly empty
 * @param below matches paths relative to the root
 * @param depth how many folders deep files may lie below the root
 * @param hidden whether files whose names begin with a dot are meant
 */
record Glob(Path root, PathMatcher below, int depth, boolean hidden) {

    private static final String WILDCARDS = "*?[{";

    /**
     * Reads a glob as {@link java.nio.file.FileSystem#getPathMatcher} defines it.
     *
     * @throws java.util.regex.PatternSyntaxException when it isn't one
     */
    static Glob of(String text) {
        String[] parts = text.split("/", -1);
        int first = 0;
        while (first < parts.length - 1 && !isWild(parts[first])) {
            first++;
        }
        String root = String.join("/", java.util.Arrays.copyOfRange(parts, 0, first));
        String pattern = String.join("/", java.util.Arrays.copyOfRange(parts, first, parts.length));
        boolean anyDepth = pattern.contains("**") || pattern.contains("{");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        PathMatcher here = pattern.startsWith("**/")
                ? either(matcher, FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(3)))
                : matcher;
        return new Glob(
                Path.of(text.startsWith("/") && root.isEmpty() ? "/" : root),
                here,
                anyDepth ? Integer.MAX_VALUE : parts.length - first,
                parts[parts.length - 1].startsWith("."));
    }

    private static boolean isWild(String part) {
        return part.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    private static PathMatcher either(PathMatcher a, PathMatcher b) {
        return path -> a.matches(path) || b.matches(path);
    }
}
