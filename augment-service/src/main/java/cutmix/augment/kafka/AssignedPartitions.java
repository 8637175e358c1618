package cutmix.augment.kafka;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Partitions that are assigned to this worker. The polling thread sets them, and the mixing thread reads them. */
@Singleton
public class AssignedPartitions {

    private final Map<Integer, AssignedPartition> partitions = new ConcurrentHashMap<>();

    void assign(int partition, AssignedPartition assigned) {
        partitions.put(partition, assigned);
    }

    void revoke(int partition) {
        partitions.remove(partition);
    }

    /** Revokes all partitions. Records that are polled later are dropped, too. */
    void revokeAll() {
        partitions.clear();
    }

    /** Returns whether this assignment of the partition is still in effect. */
    boolean holds(int partition, AssignedPartition assigned) {
        return partitions.get(partition) == assigned;
    }

    /**
     * Returns the partition's assignment; empty if the partition was revoked after the records were polled. The next
     * worker then polls them again.
     */
    Optional<AssignedPartition> of(int partition, int polledGeneration) {
        return Optional.ofNullable(partitions.get(partition)).filter(assigned -> assigned.covers(polledGeneration));
    }

    public SortedSet<Integer> partitions() {
        return new TreeSet<>((Collection<Integer>) partitions.keySet());
    }
}
