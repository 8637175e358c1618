package cutmix.augment.block;

import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.mixing.MixingSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * What the headers of a mixed block say.
 *
 * @param identity of the dataset, on each record
 * @param mixing by which the block is mixed, on its first readable record: all of them would be a tenth larger for it
 */
public record BlockLabels(DatasetIdentity identity, MixingSettings mixing) {

    /** Of the first readable record. */
    public List<Header> first() {
        List<Header> headers = new ArrayList<>(identity.headers());
        headers.add(mixing.header());
        return headers;
    }

    /** Of every other one. */
    public List<Header> others() {
        return identity.headers();
    }
}
