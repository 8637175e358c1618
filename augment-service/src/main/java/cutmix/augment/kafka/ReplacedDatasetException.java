package cutmix.augment.kafka;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.identity.DatasetIdentity;

/** Thrown when another dataset was loaded in place of the one that this worker mixes. */
final class ReplacedDatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplacedDatasetException(DatasetInfo mixed, DatasetInfo loaded) {
        super(DatasetIdentity.words(loaded) + " was loaded in place of " + DatasetIdentity.words(mixed));
    }
}
