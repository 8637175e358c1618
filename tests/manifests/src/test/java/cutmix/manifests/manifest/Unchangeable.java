package cutmix.manifests.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The fields of a resource that the API server does not let change; an apply with a difference fails. */
public final class Unchangeable {

    private Unchangeable() {}

    public static JsonNode of(Manifest manifest) {
        JsonNode content = manifest.content();
        return switch (manifest.kind()) {
            case "Job" ->
                without(
                        content.get("spec"),
                        "parallelism",
                        "suspend",
                        "activeDeadlineSeconds",
                        "backoffLimit",
                        "ttlSecondsAfterFinished");
            case "Deployment" -> content.at("/spec/selector");
            case "StatefulSet" ->
                without(
                        content.get("spec"),
                        "replicas",
                        "template",
                        "updateStrategy",
                        "minReadySeconds",
                        "revisionHistoryLimit");
            case "PersistentVolumeClaim" -> without(content.get("spec"), "resources");
            case "ConfigMap" -> content.path("immutable").asBoolean() ? content.get("data") : content.path("immutable");
            default -> content.path("apiVersion");
        };
    }

    private static JsonNode without(JsonNode spec, String... fields) {
        return spec.<ObjectNode>deepCopy().remove(List.of(fields));
    }
}
