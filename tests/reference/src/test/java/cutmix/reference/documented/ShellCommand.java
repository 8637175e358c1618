package cutmix.reference.documented;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A simple command of a shell: the variables that it sets, and its words. Quotes are removed.
 *
 * @param words the program and its arguments
 */
record ShellCommand(Map<String, String> variables, List<String> words) {

    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=.*");
    private static final String SEPARATORS = "|&;<>()";

    ShellCommand {
        variables = Map.copyOf(variables);
        words = List.copyOf(words);
    }

    /** The commands of a line. A comment ends the line, and the name of a file after {@code >} counts as a command. */
    static List<ShellCommand> of(String line) {
        List<ShellCommand> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : (line + ";").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (c == ' ' || SEPARATORS.indexOf(c) >= 0) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
                if (c != ' ' && !words.isEmpty()) {
                    commands.add(of(words));
                    words.clear();
                }
            } else if (c == '#' && !begun) {
                break;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (!words.isEmpty()) {
            commands.add(of(words));
        }
        return commands;
    }

    private static ShellCommand of(List<String> words) {
        Map<String, String> variables = new LinkedHashMap<>();
        int first = words.get(0).equals("export") ? 1 : 0;
        while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
            String[] assigned = words.get(first++).split("=", 2);
            variables.put(assigned[0], assigned[1]);
        }
        return new ShellCommand(variables, words.subList(first, words.size()));
    }

    /** Whether the first words are these. */
    boolean begins(String... beginning) {
        return words.size() >= beginning.length
                && words.subList(0, beginning.length).equals(List.of(beginning));
    }

    List<String> after(int count) {
        return words.subList(count, words.size());
    }

    /** The values of an option, in one word with it or in the next one; separate values at commas. */
    List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(option) && i + 1 < words.size()) {
                values.addAll(List.of(words.get(i + 1).split(",")));
            } else if (word.startsWith(option) && word.length() > option.length()) {
                values.addAll(List.of(word.substring(option.length()).split(",")));
            }
        }
        return values;
    }
}
