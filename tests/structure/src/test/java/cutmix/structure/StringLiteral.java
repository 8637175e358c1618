package cutmix.structure;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * A string literal, or a text block, of a Java file.
 *
 * @param line its number, from 1
 */
record StringLiteral(SourceFile file, long line, String value) {

    /** All literals of these files, excluding comments. */
    static List<StringLiteral> of(List<SourceFile> files) {
        List<StringLiteral> literals = new ArrayList<>();
        for (SyntaxTree tree : SyntaxTree.of(files)) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void none) {
                    if (literal.getValue() instanceof String value) {
                        literals.add(new StringLiteral(tree.file(), tree.line(literal), value));
                    }
                    return null;
                }
            }.scan(tree.unit(), null);
        }
        return literals;
    }
}
