package cutmix.augment.block;

import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.mixing.MixingSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Content of the headers of a mixed block.
 *
 * @param identity identity of the dataset, in each record
 * @param mixing mixing settings of the block, only in its first readable record: they make a record a tenth larger
 */
public record BlockLabels(DatasetIdentity identity, MixingSettings mixing) {

    /** Returns the headers of the first readable record. */
    public List<Header> first() {
        List<Header> headers = new ArrayList<>(identity.headers());
        headers.add(mixing.header());
        return headers;
    }

    /** Returns the headers of every other record. */
    public List<Header> others() {
        return identity.headers();
    }
}
