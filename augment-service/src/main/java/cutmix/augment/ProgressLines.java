package cutmix.augment;

import cutmix.augment.kafka.AssignedPartitions;
import cutmix.augment.progress.MixingProgress;
import cutmix.schemas.progress.ProgressForm;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Prints the progress of mixing every few seconds for people, or twice a second for a program, and once at the end. */
@Singleton
class ProgressLines {

    private static final long LINES_MS = 5_000;
    private static final long REPORTS_MS = 500;

    private final MixingProgress progress;
    private final AssignedPartitions assignment;
    private final Vertx vertx;

    ProgressLines(MixingProgress progress, AssignedPartitions assignment, Vertx vertx) {
        this.progress = progress;
        this.assignment = assignment;
        this.vertx = vertx;
    }

    void start() {
        vertx.setPeriodic(progress.form() == ProgressForm.REPORTS ? REPORTS_MS : LINES_MS, timer -> tell());
    }

    void onStop(@Observes ShutdownEvent event) {
        tell();
    }

    private void tell() {
        progress.tell(assignment.partitions());
    }
}
