package cutmix.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTreeScanner;

/** The description in a Javadoc comment as Markdown, in one line. */
final class JavadocText extends DocTreeScanner<Void, StringBuilder> {

    private JavadocText() {}

    static String of(DocCommentTree comment) {
        StringBuilder text = new StringBuilder();
        new JavadocText().scan(comment.getFullBody(), text);
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    @Override
    public Void visitText(TextTree node, StringBuilder text) {
        text.append(MarkdownTable.escape(node.getBody()));
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree node, StringBuilder text) {
        text.append(MarkdownTable.code(node.getBody().getBody()));
        return null;
    }

    @Override
    public Void visitLink(LinkTree node, StringBuilder text) {
        text.append(MarkdownTable.code(node.getReference().getSignature()));
        return null;
    }
}
