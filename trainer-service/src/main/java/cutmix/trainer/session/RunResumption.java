package cutmix.trainer.session;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.checkpoint.SavedCheckpoint;
import cutmix.trainer.metrics.MetricsReader;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Decides where a run starts: at its newest checkpoint, or at its beginning.
 *
 * @param id required id of the run; empty if any id is allowed
 * @param fresh whether to delete the checkpoints first
 * @param notices receives lines about another trainer's run and about unreadable records
 */
public record RunResumption(Pipeline pipeline, Optional<String> id, boolean fresh, Consumer<String> notices) {

    /**
     * Finds the start of a run.
     *
     * @param folder folder of the run's checkpoints
     * @param lease lease of the run, which this process holds
     * @throws UserException if a checkpoint belongs to another run
     */
    public RunStart start(RunDescription run, CheckpointFolder folder, RunLease lease) {
        if (fresh) {
            folder.clear();
        }
        RunIdentity identity = run.identity();
        Optional<SavedCheckpoint> saved = folder.newest(identity);
        saved.ifPresent(this::requireId);
        return new RunStart(run, saved.map(SavedCheckpoint::checkpoint).orElseGet(() -> first(identity, lease)), saved);
    }

    private void requireId(SavedCheckpoint saved) {
        String found = saved.checkpoint().id();
        id.filter(wanted -> !wanted.equals(found)).ifPresent(wanted -> {
            throw new UserException("checkpoint " + saved.file() + " belongs to a run with id '" + found + "', not '"
                    + wanted + "': omit --run-id, use another --run or --checkpoints, or --fresh to start again");
        });
    }

    /**
     * Creates the checkpoint at the start of a run. If the id is not new, another trainer may already have published
     * epochs of the run.
     */
    private Checkpoint first(RunIdentity identity, RunLease lease) {
        if (id.isPresent()) {
            return first(identity, id.get(), 0);
        }
        Optional<String> predecessor = fresh ? Optional.empty() : lease.idOfPredecessor(identity);
        predecessor.ifPresent(
                other -> notices.accept("Training run " + other + " of the previous trainer from the beginning, without"
                        + " its checkpoints; epochs that are already published are not published again"));
        return predecessor.map(other -> first(identity, other, 0)).orElseGet(() -> {
            try (MetricsReader metrics = pipeline.metrics(notices)) {
                return first(identity, UUID.randomUUID().toString(), metrics.end());
            }
        });
    }

    private static Checkpoint first(RunIdentity identity, String id, long metricsOffset) {
        return Checkpoint.builder()
                .run(identity)
                .id(id)
                .progress(EpochProgress.startOf(1))
                .metricsOffset(metricsOffset)
                .started(System.currentTimeMillis())
                .build();
    }
}
