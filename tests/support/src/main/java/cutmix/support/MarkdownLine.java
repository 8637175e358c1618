package cutmix.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a page in Markdown, apart from the fences of code blocks.
 *
 * @param number counted from 1
 * @param block the language of the code block that contains the line, or an empty text if the block names none; empty
 *     outside of code blocks
 */
public record MarkdownLine(int number, String text, Optional<String> block) {

    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** Returns the lines of a page without its fences. */
    public static List<MarkdownLine> of(List<String> page) {
        List<MarkdownLine> lines = new ArrayList<>();
        Optional<String> block = Optional.empty();
        for (int i = 0; i < page.size(); i++) {
            String line = page.get(i).strip();
            if (!line.startsWith(FENCE)) {
                lines.add(new MarkdownLine(i + 1, page.get(i), block));
            } else if (block.isEmpty()) {
                block = Optional.of(line.substring(FENCE.length()));
            } else {
                block = Optional.empty();
            }
        }
        return lines;
    }

    /** Returns whether the line is outside of code blocks. */
    public boolean isProse() {
        return block.isEmpty();
    }

    /** Returns the inline code of the line, without backticks. */
    public List<String> inlineCode() {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    /** Returns the text of the line without its inline code. */
    public String withoutInlineCode() {
        return CODE.matcher(text).replaceAll("");
    }
}
