package cutmix.trainer.checkpoint;

/** The right of this process to train a run and write its checkpoints. */
public interface WritePermission {

    /** The permission for a run that no other process can train. */
    WritePermission ALWAYS = new WritePermission() {

        @Override
        public boolean isCertain() {
            return true;
        }

        @Override
        public void check() {}
    };

    /** Returns whether it is certain that no other process has taken over. */
    boolean isCertain();

    /** @throws cutmix.schemas.failure.UserException if it is certain that another process has taken over */
    void check();
}
