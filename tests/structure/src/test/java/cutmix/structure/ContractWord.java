package cutmix.structure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words that programs exchange, which only one class may spell out; all others use its constants.
 *
 * @param literals matches the whole literals that other classes must not have
 * @param owners the simple names of the classes that declare the words
 * @param exceptions simple names of classes in which such a literal has another meaning, and that meaning
 */
record ContractWord(Pattern literals, Set<String> owners, Map<String, String> exceptions) {

    /** Fixed words. */
    static ContractWord of(Collection<String> words, String... owners) {
        String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return new ContractWord(Pattern.compile(any), Set.of(owners), Map.of());
    }

    /** Words that match a pattern. */
    static ContractWord like(String regex, String... owners) {
        return new ContractWord(Pattern.compile(regex), Set.of(owners), Map.of());
    }

    ContractWord except(Map<String, String> meanings) {
        return new ContractWord(literals, owners, meanings);
    }

    /** A line for each repeated literal. */
    List<String> problems(List<StringLiteral> found) {
        return found.stream()
                .filter(literal -> literals.matcher(literal.value()).matches())
                .filter(literal -> !owners.contains(literal.file().simpleName()))
                .filter(literal -> !exceptions.containsKey(literal.file().simpleName()))
                .map(literal -> literal.file().path() + ":" + literal.line() + ": \"" + literal.value()
                        + "\" is a word of the contract: use a constant of "
                        + owners.stream().sorted().collect(Collectors.joining(" or ")))
                .toList();
    }
}
