package cutmix.reference;

import java.util.List;

/** A table in Markdown, as GitHub shows it. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... columns) {
        row(columns);
        text.append("|---".repeat(columns.length)).append("|\n");
    }

    /** @param cells in Markdown */
    void row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    /** Text as code; a bar would end the cell. */
    static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    /** Plain text in one line, so that nothing in it is taken for Markdown. */
    static String text(String text) {
        return escape(text.replaceAll("\\s+", " ").strip());
    }

    /** The same with all white space as it is. */
    static String escape(String text) {
        return text.replaceAll("[|*_<\\[\\]]", "\\\\$0");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
