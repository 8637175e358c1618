package cutmix.manifests.manifest;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Kustomize from the path: standalone or within kubectl. */
public record Renderer(List<String> command) {

    public static Optional<Renderer> onPath() {
        return Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> isOnPath(command.get(0)))
                .map(Renderer::new)
                .findFirst();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    public List<Manifest> render(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(folder.toString()))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String name = Folder.ROOT.relativize(folder).toString();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " " + name + ": " + output);
        }
        return Manifest.inText("rendered " + name, output);
    }
}
