package cutmix.reference.documented;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the commands of Maven, Docker, Kustomize, Java and Python with the files of the project: modules, profiles, tests, services,
 * images and programs.
 */
final class ProjectUsage {

    private static final Set<String> GOALS = Set.of("test", "package", "verify", "install", "quarkus:dev");
    private static final String NO_TEST = "None";
    private static final Path OVERLAYS_OF_TESTS =
            Path.of("tests/manifests/src/test/resources/cutmix/manifests/overlays");
    private static final Pattern PROGRAM = Pattern.compile("[\\w/]+\\.(py|java)");
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z-]*");

    private final Path root;
    private final Set<String> profiles;
    private final Set<String> classes;
    private final Set<String> services;
    private final Set<String> composeProfiles;
    private final Set<String> composeVariables;
    private final Set<String> stages;
    private final String settings;

    ProjectUsage(Path root) throws IOException {
        this.root = root;
        profiles = new HashSet<>();
        for (Path pom : ProjectFiles.endingWith(root, "pom.xml")) {
            profiles.addAll(found("<profile>(?:\\s|<!--.*?-->)*<id>(.*?)</id>", Files.readString(pom)));
        }
        classes = ProjectFiles.endingWith(root, ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        String compose = Files.readString(root.resolve("docker-compose.yml"));
        services = found("(?m)^  ([a-z-]+):$", compose.substring(compose.indexOf("\nservices:")));
        composeProfiles = found("profiles: \\[(\\w+)]", compose);
        composeVariables = found("\\$\\{(\\w+)", compose);
        stages = found("(?m)^FROM \\S+ AS (\\S+)$", Files.readString(root.resolve("deploy/docker/Dockerfile")));
        settings = Files.readString(root.resolve("docs/reference/settings.md"));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** Says which names of the command do not exist. */
    List<String> problems(ShellCommand command) {
        List<String> problems = new ArrayList<>();
        check(problems, "variable", command.variables().keySet(), this::isVariable);
        if (command.begins("mvn")) {
            check(problems, "module", command.values("-pl"), module -> exists(module + "/pom.xml"));
            check(problems, "profile", command.values("-P"), profiles::contains);
            check(problems, "test", tests(command), classes::contains);
            check(
                    problems,
                    "goal",
                    command.after(1).stream().filter(this::isGoal).toList(),
                    GOALS::contains);
        } else if (command.begins("docker", "compose")) {
            check(problems, "profile", command.values("--profile"), composeProfiles::contains);
            check(problems, "service", servicesOf(command), services::contains);
            check(problems, "variable", command.variables().keySet(), composeVariables::contains);
        } else if (command.begins("docker", "build")) {
            check(problems, "file", command.values("-f"), this::exists);
            check(
                    problems,
                    "stage",
                    command.values("--target"),
                    stage -> stage.contains("$") || stages.contains(stage));
        } else if (command.begins("kubectl")) {
            check(problems, "overlay", command.values("-k"), this::isOverlay);
        } else if (command.begins("python") || command.begins("python3") || command.begins("java")) {
            check(
                    problems,
                    "program",
                    command.words().stream()
                            .filter(word -> PROGRAM.matcher(word).matches())
                            .toList(),
                    this::exists);
        }
        return problems;
    }

    private static void check(List<String> problems, String kind, Iterable<String> names, Predicate<String> existing) {
        for (String name : names) {
            if (!existing.test(name)) {
                problems.add("no " + kind + " is called " + name);
            }
        }
    }

    private boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    private boolean isVariable(String name) {
        return !name.startsWith("CUTMIX_") || settings.contains(name);
    }

    private static List<String> tests(ShellCommand maven) {
        return Stream.of("-Dtest=", "-Dit.test=")
                .flatMap(option -> maven.values(option).stream())
                .filter(test -> !test.equals(NO_TEST))
                .toList();
    }

    /** Neither an option nor the modules after {@code -pl}. */
    private boolean isGoal(String word) {
        return !word.startsWith("-") && Stream.of(word.split(",")).noneMatch(part -> exists(part + "/pom.xml"));
    }

    /** The services after the command of Compose, and those that are scaled. */
    private static List<String> servicesOf(ShellCommand compose) {
        List<String> services = new ArrayList<>();
        List<String> words = compose.after(2);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--scale") && i + 1 < words.size()) {
                services.add(words.get(++i).replaceFirst("=.*", ""));
            } else if (word.equals("--profile")) {
                i++;
            } else if (SERVICE.matcher(word).matches()
                    && !Set.of("up", "down", "logs").contains(word)) {
                services.add(word);
            }
        }
        return services;
    }

    /** An overlay of the project, or one that a page describes and a test has; or the word that stands for any overlay. */
    private boolean isOverlay(String path) {
        Path name = Path.of(path).getFileName();
        return path.equals("OVERLAY")
                || exists(path + "/kustomization.yaml")
                || exists(OVERLAYS_OF_TESTS
                        .resolve(name)
                        .resolve("kustomization.yaml")
                        .toString());
    }
}
