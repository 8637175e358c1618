package cutmix.loader.cifar;

import cutmix.loader.progress.Progress;
import cutmix.loader.progress.Work;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** Fetches one file: what was interrupted goes on where it ended, and only what has the right checksum is kept. */
final class Download {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    private final RemoteFile remote;
    private final Path target;
    private final Path part;

    Download(RemoteFile remote, Path target) {
        this.remote = remote;
        this.target = target;
        part = target.resolveSibling(target.getFileName() + ".part");
    }

    /**
     * Leaves the whole, verified file at the target.
     *
     * @throws UserException if it cannot be had; what has come so far stays, unless its checksum is wrong
     */
    void run(Progress progress) {
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(file);
                if (file.size() > remote.size()) {
                    file.truncate(0);
                }
                if (file.size() < remote.size()) {
                    fetch(file, progress);
                }
                verify(file.size());
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UserException(
                    target + " cannot be written (" + e + "): make room, or choose another folder with --cache", e);
        }
    }

    /** Keeps other loaders away until the file is closed. */
    private void lock(FileChannel file) throws IOException {
        if (file.tryLock() == null) {
            throw new UserException(part + " is being written by another loader: wait until that one is through");
        }
    }

    private void fetch(FileChannel file, Progress progress) throws IOException {
        HttpResponse<InputStream> response = request(file.size());
        try (InputStream body = response.body();
                ReadableByteChannel source = Channels.newChannel(body)) {
            if (response.statusCode() == OK) {
                file.truncate(0);
            } else if (response.statusCode() != PARTIAL_CONTENT || !startsAt(file.size(), response)) {
                throw new UserException(
                        remote.uri() + " answered with HTTP status " + response.statusCode() + ": " + elsewhere());
            }
            copy(source, file, progress);
        }
    }

    private HttpResponse<InputStream> request(long from) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(remote.uri()).timeout(ANSWER_LIMIT);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UserException(remote.uri() + " cannot be reached (" + e + "): " + elsewhere(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("the download of " + remote.uri() + " was interrupted: run again to go on", e);
        }
    }

    private static boolean startsAt(long position, HttpResponse<?> response) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        return range.startsWith("bytes " + position + "-");
    }

    private void copy(ReadableByteChannel source, FileChannel file, Progress progress) throws IOException {
        long done = file.size();
        Work work = new Work("download", "bytes", remote.size(), done, 1);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (Progress.Stage stage = progress.begin(work)) {
            while (done <= remote.size() && read(source, buffer, done)) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    done += file.write(buffer, done);
                }
                buffer.clear();
                stage.reach(Math.min(done, remote.size()));
            }
        }
        if (done < remote.size()) {
            throw interrupted(done, null);
        }
    }

    private boolean read(ReadableByteChannel source, ByteBuffer buffer, long done) {
        try {
            return source.read(buffer) >= 0;
        } catch (IOException e) {
            throw interrupted(done, e);
        }
    }

    private UserException interrupted(long done, IOException cause) {
        String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new UserException(
                "the download of " + remote.uri() + " ended after " + done + " of " + remote.size() + " bytes" + reason
                        + ": run again to go on from there",
                cause);
    }

    private void verify(long size) throws IOException {
        String sha256 = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(part);
        if (size != remote.size() || !sha256.equalsIgnoreCase(remote.sha256())) {
            Files.delete(part);
            throw new UserException("what came from " + remote.uri() + " has " + size + " bytes and SHA-256 " + sha256
                    + ", not " + remote.size() + " and " + remote.sha256() + ", and was removed: run again, or "
                    + elsewhere());
        }
    }

    private static String elsewhere() {
        return "get cifar-10-binary.tar.gz elsewhere and give its path with --dataset";
    }
}
