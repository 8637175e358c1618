package cutmix.augment.kafka;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The partitions that this worker has now. The polling thread sets them, the mixing thread looks them up. */
@Singleton
public class AssignedPartitions {

    private final Map<Integer, AssignedPartition> partitions = new ConcurrentHashMap<>();

    void assign(int partition, AssignedPartition assigned) {
        partitions.put(partition, assigned);
    }

    void revoke(int partition) {
        partitions.remove(partition);
    }

    /** Revokes all; what is polled of them from now on is dropped, too. */
    void revokeAll() {
        partitions.clear();
    }

    /** Whether a partition is still assigned, and since then without a break. */
    boolean holds(int partition, AssignedPartition assigned) {
        return partitions.get(partition) == assigned;
    }

    /** None where the partition was revoked after the records were polled; whoever has it next gets them again. */
    Optional<AssignedPartition> of(int partition, int polledGeneration) {
        return Optional.ofNullable(partitions.get(partition)).filter(assigned -> assigned.covers(polledGeneration));
    }

    public SortedSet<Integer> partitions() {
        return new TreeSet<>((Collection<Integer>) partitions.keySet());
    }
}
