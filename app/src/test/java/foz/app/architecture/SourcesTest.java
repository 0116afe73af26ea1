package foz.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The house rules that only the source text can tell. */
class SourcesTest {

    /** Nine files in ten stay under 350 lines; more than this is never right. */
    private static final int LONGEST_FILE = 500;

    @Test
    void everyPublicTypeSaysWhatItIs() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = Rooms.sources();
            assertThat(sources).as("sources found").hasSizeGreaterThan(60);
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            UndocumentedTypes undocumented = new UndocumentedTypes(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                undocumented.scan(unit, null);
            }
            assertThat(undocumented.found).as("public types without Javadoc").isEmpty();
        }
    }

    @Test
    void noFileIsTooLongToProofread() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : Rooms.sources()) {
            try (var lines = Files.lines(source)) {
                long count = lines.count();
                if (count > LONGEST_FILE) {
                    tooLong.add(source + ": " + count + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** Public types of public types are public; others are left alone. */
    private static final class UndocumentedTypes extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees comments;
        private final List<String> found = new ArrayList<>();

        private UndocumentedTypes(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (!isPublic(type, getCurrentPath())) {
                return null;
            }
            @Nullable DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment == null || comment.getFirstSentence().isEmpty()) {
                found.add(getCurrentPath().getCompilationUnit().getPackageName() + "." + type.getSimpleName());
            }
            return super.visitClass(type, nothing);
        }

        private static boolean isPublic(ClassTree type, TreePath path) {
            boolean inInterface = path.getParentPath().getLeaf() instanceof ClassTree outer
                    && outer.getKind() == com.sun.source.tree.Tree.Kind.INTERFACE;
            return inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        }
    }
}
