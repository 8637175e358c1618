package cutmix.manifests.manifest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with a {@code kustomization.yaml}. Only the Kustomize fields here are supported; others are rejected. */
public record Kustomization(Path folder, Fields fields) {

    private static final ObjectMapper STRICT = new ObjectMapper();

    public record Fields(
            String apiVersion,
            String kind,
            String namespace,
            List<String> resources,
            List<String> components,
            List<Patch> patches,
            List<ConfigMap> configMapGenerator,
            List<Image> images,
            List<LabelPairs> labels,
            List<Replacement> replacements,
            Options generatorOptions) {

        public Fields {
            resources = resources == null ? List.of() : resources;
            components = components == null ? List.of() : components;
            patches = patches == null ? List.of() : patches;
            configMapGenerator = configMapGenerator == null ? List.of() : configMapGenerator;
            images = images == null ? List.of() : images;
            labels = labels == null ? List.of() : labels;
            replacements = replacements == null ? List.of() : replacements;
        }
    }

    record Patch(String path, Target target) {}

    record Target(String kind, String name, String labelSelector) {}

    record ConfigMap(String name, String behavior, Options options, List<String> literals) {}

    record Options(Map<String, String> labels, boolean disableNameSuffixHash) {}

    record LabelPairs(Map<String, String> pairs) {}

    record Replacement(String path) {}

    record Image(String name, String newTag) {}

    public static Kustomization in(Path folder) {
        Manifest file =
                Manifest.inFile(folder.resolve("kustomization.yaml")).iterator().next();
        try {
            return new Kustomization(folder, STRICT.convertValue(file.content(), Fields.class));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.origin() + ": " + e.getMessage(), e);
        }
    }

    /** The files that it names itself. */
    public List<Path> files() {
        return Stream.of(
                        fields.resources().stream().filter(resource -> resource.endsWith(".yaml")),
                        fields.patches().stream().map(Patch::path),
                        fields.replacements().stream().map(Replacement::path))
                .flatMap(paths -> paths.map(folder::resolve))
                .toList();
    }

    /** All bases and components, then this kustomization, in the order in which Kustomize patches. */
    public List<Kustomization> withParts() {
        Stream<Kustomization> parts = Stream.concat(bases(), components()).flatMap(part -> part.withParts().stream());
        return Stream.concat(parts, Stream.of(this)).toList();
    }

    private Stream<Kustomization> bases() {
        return parts(fields.resources().stream().filter(resource -> !resource.endsWith(".yaml")));
    }

    private Stream<Kustomization> components() {
        return parts(fields.components().stream());
    }

    private Stream<Kustomization> parts(Stream<String> folders) {
        return folders.map(part -> in(folder.resolve(part).normalize()));
    }

    /** All resources as written, except those that a patch deletes. */
    public List<Manifest> resources() {
        List<Manifest> resources = writtenResources();
        patches().filter(AppliedPatch::deletes).forEach(patch -> resources.removeIf(patch::isFor));
        return resources;
    }

    /** All resources as written, before any patch. */
    public List<Manifest> writtenResources() {
        return withParts().stream()
                .flatMap(part -> part.fields().resources().stream()
                        .filter(resource -> resource.endsWith(".yaml"))
                        .map(part.folder()::resolve))
                .flatMap(file -> Manifest.inFile(file).stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The generated ConfigMaps with the fields that patches select by: kind, name and labels. */
    public List<Manifest> generated() {
        ObjectMapper mapper = new ObjectMapper();
        return withParts().stream()
                .flatMap(part -> part.fields().configMapGenerator().stream())
                .filter(map -> map.behavior() == null)
                .map(map -> new Manifest(
                        map.name(),
                        mapper.valueToTree(Map.of(
                                "kind",
                                "ConfigMap",
                                "metadata",
                                Map.of(
                                        "name",
                                        map.name(),
                                        "labels",
                                        map.options() == null
                                                ? Map.of()
                                                : map.options().labels())))))
                .toList();
    }

    /** All patches, those of its parts first. */
    public Stream<AppliedPatch> patches() {
        return withParts().stream().flatMap(part -> part.fields().patches().stream()
                .map(patch -> new AppliedPatch(
                        patch.target(),
                        Manifest.inFile(part.folder().resolve(patch.path())).get(0))));
    }

    /** The data of the generated ConfigMaps, by their names. */
    public Map<String, Map<String, String>> configMaps() {
        Map<String, Map<String, String>> data = new TreeMap<>();
        configMapGenerators().forEach(map -> map.literals().forEach(literal -> {
            String[] entry = literal.split("=", 2);
            data.computeIfAbsent(map.name(), name -> new LinkedHashMap<>()).put(entry[0], entry[1]);
        }));
        return data;
    }

    /** In Kustomize's order: the values of a component win. */
    private Stream<ConfigMap> configMapGenerators() {
        return Stream.of(
                        bases().flatMap(Kustomization::configMapGenerators),
                        fields.configMapGenerator().stream(),
                        components().flatMap(Kustomization::configMapGenerators))
                .flatMap(generators -> generators);
    }

    /** The tags from the images field, by image name. */
    public Map<String, String> imageTags() {
        Map<String, String> tags = new TreeMap<>();
        withParts().stream()
                .flatMap(part -> part.fields().images().stream())
                .forEach(image -> tags.put(image.name(), image.newTag()));
        return tags;
    }

    @Override
    public String toString() {
        return Folder.ROOT.relativize(folder).toString();
    }
}
