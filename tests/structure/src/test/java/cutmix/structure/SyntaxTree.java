package cutmix.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
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

/** The syntax tree of a Java file. */
record SyntaxTree(SourceFile file, CompilationUnitTree unit, SourcePositions positions) {

    /** Parses these files. */
    static List<SyntaxTree> of(List<SourceFile> files) {
        List<SyntaxTree> trees = new ArrayList<>();
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
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                SourceFile file = byUri.get(unit.getSourceFile().toUri());
                trees.add(new SyntaxTree(file, unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trees;
    }

    /** Returns the line on which a part of this tree starts, from 1. */
    long line(Tree part) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, part));
    }
}
