package cutmix.loader.download;

import cutmix.loader.progress.LoadProgress;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import cutmix.schemas.file.WholeFile;
import cutmix.schemas.output.LinePrefix;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * Downloads one file. If a connection breaks off or becomes silent, reconnects and resumes the file where it ended; a
 * later run also resumes it. Keeps only content with the right checksum.
 */
public final class Download {

    /** The advice if a server does not have the file. */
    static final String ELSEWHERE =
            "name a mirror with --cifar10-url, or get cifar-10-binary.tar.gz elsewhere and give its path with --dataset";

    private final RemoteFile remote;
    private final Path target;
    private final Path part;
    private final RetryPolicy retries;
    private final Transfer transfer;

    public Download(RemoteFile remote, Path target, Connections connections) {
        this.remote = remote;
        this.target = target;
        retries = connections.retries();
        part = target.resolveSibling(target.getFileName() + ".part");
        transfer = new Transfer(remote, new HttpSource(remote, connections.proxies(), retries.silence()));
    }

    /**
     * Creates the complete, verified file at the target.
     *
     * @param notices receives a line for each failed attempt that is repeated
     * @throws UserException if the download fails; the received part is kept, unless its checksum is wrong
     */
    public void run(LoadProgress progress, Consumer<String> notices) {
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel file = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                lock(file);
                if (file.size() > remote.size()) {
                    file.truncate(0);
                }
                fetch(file, progress, notices);
                verify(file);
                new WholeFile(target, part).keep();
            }
        } catch (IOException e) {
            FileFailure failure = FileFailure.of(e);
            throw new UserException(
                    FileName.printable(part) + " cannot be written (" + failure.cause() + "): " + failure.remedy()
                            + ", or choose another folder with --cache",
                    e);
        }
    }

    /** Locks the file against other loaders until it is closed. */
    private void lock(FileChannel file) throws IOException {
        if (file.tryLock() == null) {
            throw new UserException(part + " is being written by another loader: wait until it has finished");
        }
    }

    private void fetch(FileChannel file, LoadProgress progress, Consumer<String> notices) throws IOException {
        int failures = 0;
        while (file.size() < remote.size()) {
            long before = file.size();
            try {
                transfer.fetch(file, progress);
            } catch (RetriableTransferException e) {
                failures = file.size() > before ? 1 : failures + 1;
                if (failures >= retries.attempts()) {
                    throw failed(file.size(), e);
                }
                notices.accept(LinePrefix.WARNING + "the download of " + remote.address() + " broke off after "
                        + file.size()
                        + " of " + remote.size() + " bytes (" + e.getMessage() + "): attempt " + (failures + 1) + " of "
                        + retries.attempts() + " follows");
                pause(failures);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private UserException failed(long size, RetriableTransferException last) {
        String attempts = retries.attempts() == 1 ? "" : " in " + retries.attempts() + " attempts";
        return size == 0
                ? new UserException(
                        remote.address() + " cannot be reached" + attempts + " (" + last.getMessage()
                                + "): check the network and, if there is one, the proxy (HTTPS_PROXY); or " + ELSEWHERE,
                        last)
                : new UserException(
                        "the download of " + remote.address() + " ended after " + size + " of " + remote.size()
                                + " bytes (" + last.getMessage() + "), and could not be resumed" + attempts
                                + ": run again to resume from there, or " + ELSEWHERE,
                        last);
    }

    private void pause(int failures) {
        try {
            Thread.sleep(retries.pauseAfter(failures).toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private UserException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new UserException(
                "the download of " + remote.address() + " was interrupted: run again to resume", cause);
    }

    private void verify(FileChannel file) throws IOException {
        // Reads from the channel that has the lock, because closing another channel of this file would release the
        // lock.
        String sha256 =
                new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(Channels.newInputStream(file.position(0)));
        if (file.size() != remote.size() || !sha256.equalsIgnoreCase(remote.sha256())) {
            Files.delete(part);
            throw new UserException("the file from " + remote.address() + " has " + file.size() + " bytes and SHA-256 "
                    + sha256 + ", not " + remote.size() + " and " + remote.sha256()
                    + ", and was removed: run again, or " + ELSEWHERE);
        }
    }
}
