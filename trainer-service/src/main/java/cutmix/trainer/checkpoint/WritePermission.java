package cutmix.trainer.checkpoint;

/** Whether this process is still the one that trains a run. */
public interface WritePermission {

    /** For a run that nobody else can train. */
    WritePermission ALWAYS = new WritePermission() {

        @Override
        public boolean isCertain() {
            return true;
        }

        @Override
        public void check() {}
    };

    /** Whether no other process can have taken over by now. */
    boolean isCertain();

    /** @throws cutmix.schemas.failure.UserException if another process has taken over for certain */
    void check();
}
