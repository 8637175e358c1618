package cutmix.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void what_would_be_markdown_is_escaped() {
        MarkdownTable table = new MarkdownTable("option", "meaning");
        table.row(MarkdownTable.code("a|b"), MarkdownTable.text(" from\n  [0, 1] of <N>, *not* `x` "));

        assertThat(table)
                .hasToString(
                        """
                        | option | meaning |
                        |---|---|
                        | `a\\|b` | from \\[0, 1\\] of \\<N>, \\*not\\* `x` |
                        """);
    }
}
