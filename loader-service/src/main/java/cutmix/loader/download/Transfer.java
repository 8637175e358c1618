package cutmix.loader.download;

import cutmix.loader.progress.LoadProgress;
import cutmix.loader.progress.ProgressTask;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One attempt to download the missing part of a file. */
final class Transfer {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

    private final RemoteFile remote;
    private final HttpSource source;

    Transfer(RemoteFile remote, HttpSource source) {
        this.remote = remote;
        this.source = source;
    }

    /**
     * Writes the data from the server. The file never becomes shorter: if the server starts from the beginning, its
     * data overwrites the existing content.
     *
     * @param file contains less than the complete content
     * @throws RetriableTransferException if the file is still incomplete, and another attempt may succeed
     * @throws UserException if no further attempt can succeed
     * @throws IOException if the file cannot be written
     */
    void fetch(FileChannel file, LoadProgress progress)
            throws RetriableTransferException, IOException, InterruptedException {
        try (HttpSource.Answer answer = source.ask(file.size())) {
            copy(answer.body(), file, beginning(answer.response(), file.size()), progress);
        }
        if (file.size() < remote.size()) {
            throw new RetriableTransferException("the server closed the connection", null);
        }
    }

    /** Returns the position of the first byte in the response. */
    private long beginning(HttpResponse<?> response, long wanted) throws RetriableTransferException {
        int status = response.statusCode();
        if (status == OK) {
            requireSize(response.headers().firstValueAsLong("Content-Length").orElse(remote.size()));
            return 0;
        }
        if (status == PARTIAL_CONTENT) {
            Matcher range = CONTENT_RANGE.matcher(
                    response.headers().firstValue("Content-Range").orElse(""));
            if (range.matches() && Long.parseLong(range.group(1)) == wanted) {
                requireSize(range.group(2).equals("*") ? remote.size() : Long.parseLong(range.group(2)));
                return wanted;
            }
        }
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new RetriableTransferException("HTTP status " + status, null);
        }
        throw refusal(status, wanted);
    }

    private void requireSize(long size) {
        if (size != remote.size()) {
            throw new UserException(remote.address() + " has " + size + " bytes, not " + remote.size()
                    + ", so it is another file: " + Download.ELSEWHERE);
        }
    }

    private UserException refusal(int status, long wanted) {
        if (status == PROXY_AUTHENTICATION_REQUIRED) {
            return new UserException("the proxy for " + remote.address() + " does not accept the user and password, if "
                    + "any, of the proxy variable: set HTTPS_PROXY, or HTTP_PROXY for http URLs, to "
                    + "http://USER:PASSWORD@HOST:PORT");
        }
        if (status == RANGE_NOT_SATISFIABLE) {
            return new UserException(
                    remote.address() + " has no more than the " + wanted + " bytes that are already here, of "
                            + remote.size() + ", so it is another file: " + Download.ELSEWHERE);
        }
        return new UserException(remote.address() + " answered with HTTP status " + status + ": " + Download.ELSEWHERE);
    }

    private void copy(TimedBody body, FileChannel file, long beginning, LoadProgress progress)
            throws RetriableTransferException, IOException, InterruptedException {
        long done = beginning;
        ProgressTask work = ProgressTask.builder()
                .name("download")
                .unit("bytes")
                .total(remote.size())
                .before(done)
                .unitBytes(1)
                .build();
        try (LoadProgress.Stage stage = progress.begin(work)) {
            for (Optional<List<ByteBuffer>> piece = next(body); piece.isPresent(); piece = next(body)) {
                for (ByteBuffer bytes : piece.get()) {
                    while (bytes.hasRemaining()) {
                        done += file.write(bytes, done);
                    }
                }
                if (done > remote.size()) {
                    return; // The checksum will be wrong.
                }
                stage.reach(done);
            }
        }
    }

    private static Optional<List<ByteBuffer>> next(TimedBody body)
            throws RetriableTransferException, InterruptedException {
        try {
            return body.next();
        } catch (IOException e) {
            throw new RetriableTransferException(HttpFailure.reason(e), e);
        }
    }
}
