package cutmix.launcher.mlflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Groups the runs of a topic that were started by the same launcher. Their names have the form NAME-PATH, with the same
 * name and run id. They become children of one run with this name.
 */
final class ParentRuns {

    private final Consumer<String> notices;
    private final Map<String, List<RunLog>> children = new HashMap<>();
    private final Map<String, RunLog> parents = new LinkedHashMap<>();

    /** @param notices receives lines for the user */
    ParentRuns(Consumer<String> notices) {
        this.notices = notices;
    }

    /**
     * Adds a run that was found in the topic.
     *
     * @param path path of the run, with which its name may end
     * @return the new parent if this run is its second child; otherwise empty
     */
    Optional<RunLog> join(RunLog log, String path) {
        MlflowRun run = log.run();
        String suffix = "-" + path;
        if (run.id().isEmpty() || !run.name().endsWith(suffix) || run.name().equals(suffix)) {
            return Optional.empty();
        }
        String name = run.name().substring(0, run.name().length() - suffix.length());
        List<RunLog> family = children.computeIfAbsent(name + "\n" + run.id(), key -> new ArrayList<>());
        family.add(log);
        if (family.size() < 2) {
            return Optional.empty();
        }
        for (RunLog child : family.size() == 2 ? family : List.of(log)) {
            child.moveBelow(name);
        }
        return family.size() == 2 ? Optional.of(parent(name, family)) : Optional.empty();
    }

    private RunLog parent(String name, List<RunLog> family) {
        long started =
                family.stream().mapToLong(child -> child.run().started()).min().orElseThrow();
        String id = family.get(0).run().id();
        RunLog parent = new RunLog(
                MlflowRun.builder()
                        .name(name)
                        .id(id)
                        .started(started)
                        .tags(Map.of("mlflow.source.name", "./cutmix mlflow"))
                        .build(),
                Optional.empty(),
                notices);
        parents.put(name + "\n" + id, parent);
        return parent;
    }

    /** Ends each parent whose children have all ended. */
    void ended() {
        parents.forEach((key, parent) -> {
            List<RunLog> family = children.get(key);
            if (parent.status() == RunStatus.RUNNING
                    && family.stream().allMatch(child -> child.status() == RunStatus.FINISHED)) {
                long end = family.stream().mapToLong(RunLog::ended).max().orElseThrow();
                parent.conclude(RunStatus.FINISHED, end, List.of());
            }
        });
    }
}
