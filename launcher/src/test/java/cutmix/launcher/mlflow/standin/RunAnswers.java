package cutmix.launcher.mlflow.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes runs in the form of MLflow's answers.
 *
 * @param artifactRoot URI of the folder of all artifacts
 */
record RunAnswers(Supplier<String> artifactRoot) {

    Object json(MlflowStandIn.Run run) {
        return Map.of(
                "info",
                info(run),
                "data",
                Map.of("params", EntryList.of(run.params()), "tags", EntryList.of(run.tags()), "metrics", latest(run)),
                "inputs",
                Map.of("dataset_inputs", run.inputs().values()));
    }

    private static Object latest(MlflowStandIn.Run run) {
        Map<String, MlflowStandIn.Metric> latest = new LinkedHashMap<>();
        run.metrics().forEach(metric -> latest.merge(metric.key(), metric, (a, b) -> a.step() > b.step() ? a : b));
        return latest.values();
    }

    Object info(MlflowStandIn.Run run) {
        return Map.of(
                "run_id", run.id(),
                "status", run.status(),
                "artifact_uri", artifactRoot.get() + run.experiment() + "/" + run.id() + "/artifacts");
    }
}
