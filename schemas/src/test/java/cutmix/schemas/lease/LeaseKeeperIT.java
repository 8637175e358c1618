package cutmix.schemas.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.support.BrokerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaseKeeperIT {

    private static final LeaseTimes TIMES = new LeaseTimes(Duration.ofSeconds(6));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static Admin admin;

    private final List<Candidate> candidates = new ArrayList<>();
    private Topics topics;

    @BeforeAll
    static void start() throws Exception {
        admin = BROKER.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @BeforeEach
    void choose_topics(TestInfo test) {
        topics = new Topics(test.getTestMethod().orElseThrow().getName() + ".");
    }

    @AfterEach
    void close_candidates() {
        candidates.forEach(Candidate::close);
    }

    /** A member of a group. Its thread is paused while another thread holds its lock. */
    private final class Candidate {
        private final WriterLease lease;
        private final LeaseKeeper keeper;
        private final ReentrantLock still = new ReentrantLock();
        private final ConcurrentLinkedQueue<String> notices = new ConcurrentLinkedQueue<>();

        Candidate(ExclusiveWriter writer) {
            this(writer, Map.of());
        }

        Candidate(ExclusiveWriter writer, Map<String, Object> settings) {
            Map<String, Object> config = new HashMap<>(settings);
            config.put("bootstrap.servers", BROKER.bootstrapServers());
            lease = new WriterLease(writer, System::nanoTime);
            keeper = LeaseKeeper.join(config, TIMEOUT, lease, this::time, notices::add);
            candidates.add(this);
        }

        private long time() {
            still.lock();
            still.unlock();
            return System.nanoTime();
        }

        void close() {
            keeper.close(true);
        }
    }

    @Test
    void the_protocol_of_other_groups_is_not_that_of_the_lease() throws Exception {
        // Given
        create(1);
        Map<String, Object> consumer = Map.of("group.protocol", "consumer", "group.remote.assignor", "range");
        Candidate first = new Candidate(trainer("a"), consumer);
        first.lease.awaitHeld();
        Candidate second = new Candidate(trainer("a"), Map.of());
        await(() -> !second.notices.isEmpty());

        // When
        first.close();

        // Then
        second.lease.awaitHeld();
        assertThat(second.lease.isHeld()).isTrue();
    }

    @Test
    void the_second_waits_with_a_line_and_writes_when_the_first_has_ended() throws Exception {
        // Given
        create(1);
        Candidate first = new Candidate(trainer("a"));
        first.lease.awaitHeld();

        // When
        Candidate second = new Candidate(trainer("a"));
        await(() -> !second.notices.isEmpty());

        // Then
        assertThat(second.notices)
                .containsExactly("run 'a' is trained by another trainer (client trainer-"
                        + ProcessHandle.current().pid() + ", host /127.0.0.1); waiting for it to end, or, where it was "
                        + "killed, for up to 6 s");
        assertThat(second.lease.isHeld()).isFalse();

        // When
        first.close();

        // Then
        second.lease.awaitHeld();
        second.lease.check();
    }

    @Test
    void whoever_has_waited_finds_the_word_that_was_left_and_whoever_has_not_finds_none() throws Exception {
        // Given
        create(1);
        Candidate first = new Candidate(trainer("a"));
        first.lease.awaitHeld();
        first.keeper.leaveMessage("the word");
        Candidate waiting = new Candidate(trainer("a"));
        await(() -> !waiting.notices.isEmpty());

        // When
        first.close();
        waiting.lease.awaitHeld();

        // Then
        assertThat(first.keeper.foundMessage()).isEmpty();
        assertThat(waiting.keeper.foundMessage()).isEqualTo("the word");

        // When
        waiting.close();
        Candidate later = new Candidate(trainer("a"));
        later.lease.awaitHeld();

        // Then
        assertThat(later.keeper.foundMessage()).isEmpty();
    }

    @Test
    void a_word_is_passed_on_by_an_owner_that_ends_before_it_leaves_one_of_its_own() throws Exception {
        // Given
        create(1);
        Candidate first = new Candidate(trainer("a"));
        first.lease.awaitHeld();
        first.keeper.leaveMessage("the word");
        Candidate second = new Candidate(trainer("a"));
        await(() -> !second.notices.isEmpty());
        first.close();
        second.lease.awaitHeld();
        Candidate third = new Candidate(trainer("a"));
        await(() -> !third.notices.isEmpty());

        // When
        second.close();

        // Then
        third.lease.awaitHeld();
        assertThat(third.keeper.foundMessage()).isEqualTo("the word");
    }

    @Test
    void a_wait_for_the_brokers_to_take_a_word_can_be_interrupted() throws Exception {
        // Given: a candidate with a paused thread
        create(1);
        Candidate candidate = new Candidate(trainer("a"));
        candidate.lease.awaitHeld();
        candidate.still.lock();
        try {
            Thread.currentThread().interrupt();

            // When, Then
            assertThatThrownBy(() -> candidate.keeper.leaveMessage("the word")).isInstanceOf(UserException.class);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            candidate.still.unlock();
        }
    }

    @Test
    void writers_of_other_names_do_not_wait_for_each_other() throws Exception {
        // Given
        create(1);
        Candidate one = new Candidate(trainer("a"));
        Candidate other = new Candidate(trainer("b"));

        // When
        one.lease.awaitHeld();
        other.lease.awaitHeld();

        // Then
        assertThat(one.notices).isEmpty();
        assertThat(other.notices).isEmpty();
    }

    @Test
    void whoever_owns_another_partition_does_not_write() throws Exception {
        // Given
        create(2);
        Candidate first = new Candidate(loader());
        first.lease.awaitHeld();
        Candidate second = new Candidate(loader());

        // When: each candidate owns one of the two partitions
        await(() -> admin
                        .describeConsumerGroups(List.of(loader().group()))
                        .describedGroups()
                        .get(loader().group())
                        .get()
                        .members()
                        .stream()
                        .filter(member -> member.assignment().topicPartitions().size() == 1)
                        .count()
                == 2);

        // Then
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> first.lease.covers() != second.lease.covers());
    }

    @Test
    void one_that_was_out_of_the_group_goes_on_if_nobody_else_has_held_the_lease() throws Exception {
        // Given
        create(1);
        Candidate trainer = new Candidate(trainer("a"));
        trainer.lease.awaitHeld();

        // When
        removeMembers(trainer("a"));

        // Then
        trainer.lease.check();
        awaitFresh(trainer);
    }

    @Test
    void a_writer_outside_the_group_while_another_held_the_lease_may_not_write_again() throws Exception {
        // Given
        create(1);
        Candidate first = new Candidate(trainer("a"));
        first.lease.awaitHeld();
        Candidate second = new Candidate(trainer("a"));
        await(() -> !second.notices.isEmpty());

        // When
        first.still.lock();
        removeMembers(trainer("a"));
        second.lease.awaitHeld();
        second.close();
        first.still.unlock();

        // Then
        assertThatThrownBy(() -> awaitFresh(first))
                .isInstanceOf(UserException.class)
                .hasMessage("run 'a' is trained by another trainer now, because this one was suspended, or could not "
                        + "reach Kafka, for more than 6 s: let the other one finish");
    }

    @Test
    void a_loader_that_was_out_of_the_group_may_not_write_any_more() throws Exception {
        // Given
        create(1);
        Candidate loader = new Candidate(loader());
        loader.lease.awaitHeld();

        // When
        removeMembers(loader());

        // Then
        assertThatThrownBy(() -> awaitFresh(loader))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("this loader was paused");
    }

    private ExclusiveWriter trainer(String run) {
        return ExclusiveWriter.trainer(topics, run, TIMES);
    }

    private ExclusiveWriter loader() {
        return ExclusiveWriter.loader(topics, TIMES);
    }

    private void create(int partitions) throws Exception {
        List<NewTopic> wanted = List.of(
                new NewTopic(topics.metrics(), Optional.of(partitions), Optional.empty()),
                new NewTopic(topics.datasetInfo(), Optional.of(partitions), Optional.empty()));
        admin.createTopics(wanted).all().get();
    }

    private static void removeMembers(ExclusiveWriter writer) throws Exception {
        admin.removeMembersFromConsumerGroup(writer.group(), new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
    }

    /** Waits until a lease has stayed valid for a session timeout, longer than its earlier confirmation lasts. */
    private static void awaitFresh(Candidate candidate) {
        Awaitility.await()
                .during(TIMES.session())
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    candidate.lease.check();
                    return candidate.lease.covers();
                });
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}
