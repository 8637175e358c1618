package cutmix.launcher.mlflow.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Uploads files of a run through the server. */
public final class Artifacts {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    private Artifacts() {}

    /**
     * Uploads a file, if it exists.
     *
     * @param folder the HTTP address of the run's artifacts
     * @throws MlflowRefusal if the server refuses the file
     * @throws IOException if the server does not answer
     */
    public static void upload(MlflowApi api, String folder, Path file) throws IOException, InterruptedException {
        if (Files.isRegularFile(file)) {
            api.put(URI.create(folder + "/" + encoded(file.getFileName().toString())), file);
        }
    }

    /**
     * The HTTP address of a run's artifacts; empty if the server accepts no uploads.
     *
     * @param location location of the artifacts, as the server reports it
     */
    public static Optional<String> folder(MlflowApi api, String location) {
        return folder(api.server().uri(), location);
    }

    static Optional<String> folder(URI server, String location) {
        URI uri;
        try {
            uri = URI.create(location);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "http", "https" -> Optional.of(withoutSlash(location));
            case "mlflow-artifacts" -> {
                String authority = uri.getRawAuthority() == null ? server.getRawAuthority() : uri.getRawAuthority();
                String path = server.getRawPath() + PROXY + "/" + uri.getRawPath();
                yield Optional.of(server.getScheme() + "://" + authority + withoutSlash(path.replaceAll("//+", "/")));
            }
            default -> Optional.empty();
        };
    }

    private static String withoutSlash(String text) {
        return text.replaceFirst("/+$", "");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
