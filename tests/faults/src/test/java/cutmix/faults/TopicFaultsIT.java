package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics that are deleted, reloaded, altered or truncated while services run. */
@ExtendWith(ClusterExtension.class)
class TopicFaultsIT {

    private static final int SLICE = ServicePipeline.SAMPLES / ServicePipeline.PARTITIONS;

    @Test
    void records_removed_by_retention_are_found_where_workers_wrote_them_again(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("lost offsets");
        try (ServicePipeline pipeline = cluster.pipeline("lost-offsets")) {
            pipeline.load().awaitSuccess();
            ServiceProcess first = pipeline.work();
            pipeline.awaitMixed(ServicePipeline.SAMPLES);
            first.kill();
            pipeline.changes().deleteOffsets();
            pipeline.work();
            ServicePipeline.await(
                    () -> pipeline.mixed().grown() > 0 && pipeline.mixed().records() >= 2 * ServicePipeline.SAMPLES);

            // When
            pipeline.changes().removeMixed(moments.between(1, SLICE, "records removed before offset"));

            // Then
            pipeline.train().awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void after_a_reload_with_another_seed_the_trainer_ends_and_workers_mix_the_new_data(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("replaced under a running trainer");
        try (ServicePipeline pipeline = cluster.pipeline("replaced-running")) {
            pipeline.loadSeeded(2).awaitSuccess();
            ServiceProcess worker = pipeline.work();
            ServiceProcess trainer = pipeline.train("--checkpoint-seconds", "0");
            int moment = moments.between(1, 2 * ServicePipeline.TRAIN, "topics deleted");
            ServicePipeline.await(() -> pipeline.trained() >= moment);

            // When
            pipeline.changes().deleteAll();
            pipeline.load().awaitSuccess();

            // Then
            assertEndsForAnotherDataset(trainer, pipeline);
            ServiceProcess again = pipeline.train();
            assertThat(again.exitCode()).as(again::output).isEqualTo(1);
            assertThat(again.output()).contains(" belongs to a run with dataset ");
            pipeline.train("--fresh").awaitSuccess();
            assertThat(worker.isAlive()).as(worker::output).isTrue();
            pipeline.resultOfNewTopics().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_waiting_trainer_whose_topics_are_loaded_anew_with_another_seed_ends(FaultCluster cluster) throws Exception {
        // Given: no worker mixes yet
        try (ServicePipeline pipeline = cluster.pipeline("replaced-waiting")) {
            pipeline.loadSeeded(2).awaitSuccess();
            ServiceProcess trainer = pipeline.train();
            ServicePipeline.await(() -> trainer.output().contains("threads: "));

            // When
            pipeline.changes().deleteAll();
            pipeline.load().awaitSuccess();

            // Then
            assertEndsForAnotherDataset(trainer, pipeline);
            pipeline.work();
            pipeline.train("--fresh").awaitSuccess();
            pipeline.resultOfNewTopics().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_mixed_topic_deleted_under_workers_and_trainer_is_mixed_again_once_it_exists(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("deleted mixed topic");
        try (ServicePipeline pipeline = cluster.pipeline("deleted-mixed")) {
            pipeline.load().awaitSuccess();
            ServiceProcess worker = pipeline.work();
            ServiceProcess other = pipeline.work();
            ServiceProcess trainer = pipeline.train("--checkpoint-seconds", "0");
            int moment = moments.between(1, 2 * ServicePipeline.TRAIN, "images.cutmix deleted");
            ServicePipeline.await(() -> pipeline.trained() >= moment);

            // When
            pipeline.changes().deleteMixed();

            // Then
            assertThat(trainer.exitCode()).as(trainer::output).isEqualTo(1);
            assertThat(trainer.output())
                    .contains("error: topic deleted-mixed.images.cutmix was deleted while this trainer read it: load");
            ServicePipeline.await(() -> (worker.output() + other.output())
                    .contains("Waiting for topic deleted-mixed.images.cutmix, which does not exist"));
            assertThat(pipeline.changes().hasMixed()).isFalse();

            // When
            pipeline.load().awaitSuccess();

            // Then
            ServiceProcess again = pipeline.train("--checkpoint-seconds", "0");
            again.awaitSuccess();
            assertThat(again.output()).contains("Resuming at epoch ");
            assertThat(worker.isAlive()).as(worker::output).isTrue();
            assertThat(other.isAlive()).as(other::output).isTrue();
            pipeline.resultOfNewTopics().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void partitions_that_are_added_in_the_midst_of_a_run_change_nothing(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("added partitions");
        try (ServicePipeline pipeline = cluster.pipeline("added-partitions")) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess worker = pipeline.work();
            ServiceProcess loader = pipeline.loadInShortSession();
            int moment = moments.between(1, ServicePipeline.SAMPLES / 2, "partitions added");
            ServicePipeline.await(() -> pipeline.plain().grown() >= moment);
            loader.kill();

            // When
            pipeline.changes().alterPartitions(ServicePipeline.PARTITIONS + 3);
            ServiceProcess next = pipeline.loadInShortSession();
            next.awaitSuccess();

            // Then
            trainer.awaitSuccess();
            assertThat(next.output())
                    .contains("has 7 partitions; the dataset uses the first 4 and leaves the others empty");
            assertThat(worker.isAlive()).as(worker::output).isTrue();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertThat(pipeline.deadLetters()).isEmpty();
        }
        cluster.assertNothingLeft();
    }

    /** It may end before or after the description of the other dataset is written. */
    private static void assertEndsForAnotherDataset(ServiceProcess trainer, ServicePipeline pipeline) throws Exception {
        assertThat(trainer.exitCode()).as(trainer::output).isEqualTo(1);
        assertThat(trainer.output().lines())
                .filteredOn(line -> line.startsWith("error: "))
                .singleElement()
                .asString()
                .containsPattern(
                        "topic replaced-\\S+( was deleted|, partition \\d, offset \\d+: the record belongs" + " to )")
                .contains("dataset sample (seed 2, fingerprint ")
                .containsPattern(
                        ": (start again with --fresh, or under another --run|load dataset sample .* again.*)$");
        assertThat(pipeline.hasModel()).isFalse();
    }
}
