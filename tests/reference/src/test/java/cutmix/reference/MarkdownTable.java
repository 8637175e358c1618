package cutmix.reference;

import java.util.List;

/** A Markdown table for GitHub. */
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

    /** Plain text in one line, with Markdown characters escaped. */
    static String text(String text) {
        return escape(text.replaceAll("\\s+", " ").strip());
    }

    /** Escaped text with all its white space. */
    static String escape(String text) {
        return text.replaceAll("[|*_<\\[\\]]", "\\\\$0");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
