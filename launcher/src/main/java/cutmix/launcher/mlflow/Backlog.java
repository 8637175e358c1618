package cutmix.launcher.mlflow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The data that could not be logged, as a file for a later attempt. The brokers may no longer exist at that time. */
public record Backlog(String experiment, List<UnloggedRun> runs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The backlog of one run.
     *
     * @param firstEpoch time of the first epoch's record; null if there is none
     * @param ended end of the run, in milliseconds since 1970
     * @param artifacts absolute paths
     * @param points values other than the metrics of epochs
     */
    public record UnloggedRun(
            MlflowRun run,
            String firstEpoch,
            List<EpochLog> epochs,
            RunStatus status,
            long ended,
            List<String> artifacts,
            List<MetricPoint> points) {

        public UnloggedRun {
            epochs = List.copyOf(epochs);
            artifacts = List.copyOf(artifacts);
            points = List.copyOf(points == null ? List.of() : points); // A backlog of an earlier version.
        }
    }

    public Backlog {
        runs = List.copyOf(runs);
    }

    /**
     * @throws UserException if the file does not exist or has another format
     */
    public static Backlog read(Path file) {
        try {
            Backlog backlog = JSON.readValue(file.toFile(), Backlog.class);
            if (backlog == null) {
                throw nothing(file, null);
            }
            return backlog;
        } catch (JacksonException e) {
            throw nothing(file, e);
        } catch (IOException e) {
            String cause = FileFailure.of(e).cause();
            throw new UserException(file + " cannot be read (" + cause + "): give the file that a run has named", e);
        }
    }

    private static UserException nothing(Path file, JacksonException cause) {
        return new UserException(file + " holds nothing to log: give the file that a run has named", cause);
    }

    public void write(Path file) throws IOException {
        new WholeFile(file).write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
