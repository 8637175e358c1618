package cutmix.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of a service's {@code @ConfigMapping} interfaces.
 *
 * @param mappings the names of the interfaces
 * @param comments the documentation of each method, by the canonical name of its interface, a period and its name
 */
record MappingSources(List<String> mappings, Map<String, String> comments) {

    private static final String ANNOTATION = "@ConfigMapping(";

    static MappingSources in(Path folder) throws IOException {
        MappingSources sources = new MappingSources(new ArrayList<>(), new TreeMap<>());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(files(folder)));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String packageName = unit.getPackageName().toString();
                ClassTree top = (ClassTree) unit.getTypeDecls().get(0);
                sources.mappings.add(packageName + "." + top.getSimpleName());
                sources.new Comments(trees, packageName).scan(unit, null);
            }
        }
        return sources;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(MappingSources::isMapping)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMapping(Path file) {
        try {
            return Files.readString(file).contains(ANNOTATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Comments extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private String type;

        Comments(DocTrees trees, String packageName) {
            this.trees = trees;
            this.type = packageName;
        }

        @Override
        public Void visitClass(ClassTree node, Void none) {
            String outer = type;
            type = outer + "." + node.getSimpleName();
            super.visitClass(node, none);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree node, Void none) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                comments.put(type + "." + node.getName(), JavadocText.of(comment));
            }
            return null;
        }
    }
}
