package cutmix.trainer.checkpoint;

/** Checkpoints of a run with the id {@code id}, for tests that set the rest. */
final class Checkpoints {

    private Checkpoints() {}

    /** Returns the checkpoint at the start of an epoch. */
    static CheckpointBuilder startOf(RunIdentity run, int epoch) {
        return at(run, EpochProgress.startOf(epoch));
    }

    /** Returns the checkpoint at any place. */
    static CheckpointBuilder at(RunIdentity run, EpochProgress progress) {
        return Checkpoint.builder().run(run).id("id").progress(progress);
    }
}
