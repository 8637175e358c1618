package cutmix.manifests.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A patch and its target.
 *
 * @param target null if the content's own kind and name identify it
 */
public record AppliedPatch(Kustomization.Target target, Manifest content) {

    public boolean deletes() {
        return content.content().path("$patch").asText().equals("delete");
    }

    public boolean isFor(Manifest manifest) {
        if (target == null) {
            return manifest.is(content.kind(), content.name());
        }
        return (target.kind() == null || target.kind().equals(manifest.kind()))
                && (target.name() == null || target.name().equals(manifest.name()))
                && (target.labelSelector() == null || hasLabel(manifest, target.labelSelector()));
    }

    private static boolean hasLabel(Manifest manifest, String selector) {
        String[] label = selector.split("=", 2);
        JsonNode value = manifest.content().path("metadata").path("labels").path(label[0]);
        return label.length == 1 ? !value.isMissingNode() : value.asText().equals(label[1]);
    }
}
