package cutmix.launcher.plan;

import cutmix.launcher.report.ReportedRun;
import cutmix.schemas.contract.EnvironmentVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps to reproduce a run.
 *
 * @param environment environment variables of the run
 */
public record ReproductionSteps(RunPlan plan, Map<String, String> environment) implements ReportedRun {

    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./:=,@%+-]+");

    /** Returns the shell command, with the variables that configure the mixing. */
    public String command() {
        List<String> words = new ArrayList<>();
        mixing().forEach((name, value) -> words.add(name + "=" + quoted(value)));
        words.add("./cutmix run");
        arguments().forEach(argument -> words.add(quoted(argument)));
        return String.join(" ", words);
    }

    @Override
    public Optional<String> again() {
        return Optional.of(command());
    }

    @Override
    public String run() {
        return plan.run();
    }

    @Override
    public Path out() {
        return plan.out();
    }

    @Override
    public List<String> paths() {
        return plan.training().paths();
    }

    @Override
    public Path model(String path) {
        return plan.model(path);
    }

    @Override
    public Map<String, String> settings() {
        List<String> arguments = arguments();
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--skip-bad")) {
                settings.put("skip bad", "yes");
            } else {
                settings.put(arguments.get(i).substring(2).replace('-', ' '), arguments.get(++i));
            }
        }
        settings.putAll(mixing());
        return settings;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(plan.data().arguments());
        arguments.addAll(List.of("--paths", String.join(",", plan.training().paths())));
        arguments.addAll(List.of("--recipe", plan.training().recipe()));
        if (plan.training().engine() != null) {
            arguments.addAll(List.of("--engine", plan.training().engine()));
        }
        arguments.addAll(List.of("--depth", String.valueOf(plan.training().depth())));
        arguments.addAll(List.of("--batch-size", String.valueOf(plan.training().batchSize())));
        arguments.addAll(List.of("--threads", String.valueOf(plan.training().threads())));
        if (plan.training().skipBad()) {
            arguments.add("--skip-bad");
        }
        arguments.addAll(List.of("--augmenters", String.valueOf(plan.processes().augmenters())));
        return arguments;
    }

    /** All other variables are omitted, because they may contain passwords. */
    private Map<String, String> mixing() {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(EnvironmentVariables.AUGMENT_PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
