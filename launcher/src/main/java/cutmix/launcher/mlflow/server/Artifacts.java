package cutmix.launcher.mlflow.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Uploads files of a run through the server. */
public final class Artifacts {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    private Artifacts() {}

    /**
     * Uploads the existing files.
     *
     * @param location as the server reports it
     * @return whether the server accepts uploads
     */
    public static boolean upload(MlflowApi api, String location, List<Path> files)
            throws IOException, InterruptedException {
        Optional<String> folder = folder(api.server().uri(), location);
        if (folder.isEmpty()) {
            return false;
        }
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                api.put(
                        URI.create(
                                folder.get() + "/" + encoded(file.getFileName().toString())),
                        file);
            }
        }
        return true;
    }

    /** The HTTP address of the artifacts, if there is one. */
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
