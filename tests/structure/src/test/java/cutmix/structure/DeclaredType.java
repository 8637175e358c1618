package cutmix.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * A class, record, interface or enum, which may be nested, or a type of an Avro schema, from which a class is generated.
 *
 * @param place path of the file, and the line in Java files
 */
record DeclaredType(String name, String place) {

    /** All types of the main sources below a folder. */
    static List<DeclaredType> inMainSources(Path root) {
        return in(
                root,
                SourceFile.in(root).stream().filter(file -> !file.isTest()).toList());
    }

    /** The names of all types below a folder, also of test sources. */
    static Set<String> namesIn(Path root) {
        return in(root, SourceFile.in(root)).stream().map(DeclaredType::name).collect(Collectors.toSet());
    }

    private static List<DeclaredType> in(Path root, List<SourceFile> java) {
        return Stream.concat(ofJava(java).stream(), ofAvro(root).stream()).toList();
    }

    private static List<DeclaredType> ofJava(List<SourceFile> files) {
        List<DeclaredType> types = new ArrayList<>();
        for (SyntaxTree tree : SyntaxTree.of(files)) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    String name = type.getSimpleName().toString();
                    if (!name.isEmpty()) { // Anonymous classes have no name.
                        types.add(new DeclaredType(name, tree.file().path() + ":" + tree.line(type)));
                    }
                    return super.visitClass(type, none);
                }
            }.scan(tree.unit(), null);
        }
        return types;
    }

    private static List<DeclaredType> ofAvro(Path root) {
        List<DeclaredType> types = new ArrayList<>();
        try {
            for (Path file : ProjectFiles.endingWith(root, ".avsc")) {
                Schema.Parser parser = new Schema.Parser();
                parser.parse(file.toFile());
                String path = root.relativize(file).toString().replace('\\', '/');
                parser.getTypes().values().forEach(type -> types.add(new DeclaredType(type.getName(), path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }
}
