package cutmix.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A string literal, or a text block, of a Java file.
 *
 * @param line its number, from 1
 */
record StringLiteral(SourceFile file, long line, String value) {

    /** All literals of these files, excluding comments. */
    static List<StringLiteral> of(List<SourceFile> files) {
        List<StringLiteral> literals = new ArrayList<>();
        Map<URI, SourceFile> byUri = files.stream()
                .collect(Collectors.toMap(
                        file -> file.root().resolve(file.path()).toUri(), Function.identity()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(files.stream()
                            .map(file -> file.root().resolve(file.path()))
                            .toList()));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                SourceFile file = byUri.get(unit.getSourceFile().toUri());
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, Void none) {
                        if (literal.getValue() instanceof String value) {
                            long start = trees.getSourcePositions().getStartPosition(unit, literal);
                            literals.add(
                                    new StringLiteral(file, unit.getLineMap().getLineNumber(start), value));
                        }
                        return null;
                    }
                }.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return literals;
    }
}
