package cutmix.reference;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import cutmix.schemas.failure.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A table of the exit codes, from the documentation of {@link ExitCode}. */
final class ExitCodeTable {

    private ExitCodeTable() {}

    /** @param source of {@link ExitCode} */
    static String of(Path source) throws IOException {
        Map<String, String> comments = comments(source);
        MarkdownTable table = new MarkdownTable("code", "meaning");
        for (ExitCode exit : ExitCode.values()) {
            table.row(Integer.toString(exit.code()), comments.get(exit.name()));
        }
        return table.toString();
    }

    private static Map<String, String> comments(Path source) throws IOException {
        Map<String, String> comments = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Constants(trees, comments).scan(unit, null);
            }
        }
        return comments;
    }

    private static final class Constants extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private final Map<String, String> comments;

        Constants(DocTrees trees, Map<String, String> comments) {
            this.trees = trees;
            this.comments = comments;
        }

        @Override
        public Void visitVariable(VariableTree node, Void none) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree && hasComment()) {
                comments.put(node.getName().toString(), JavadocText.of(trees.getDocCommentTree(getCurrentPath())));
            }
            return super.visitVariable(node, none);
        }

        private boolean hasComment() {
            return trees.getDocCommentTree(getCurrentPath()) != null;
        }
    }
}
