package cutmix.loader.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** Identifies datasets by their content. */
public final class Fingerprint {

    private final MessageDigest digest = DigestUtils.getSha256Digest();

    private Fingerprint() {}

    /**
     * Computes the SHA-256, in hexadecimal, of shape, class names, and the labels and pixels of both splits. Datasets
     * with equal fingerprints have equal images in equal order. This reads every image, so all images of a dataset with
     * a fingerprint are readable.
     */
    public static String of(Dataset dataset) {
        Fingerprint fingerprint = new Fingerprint();
        ImageShape shape = dataset.shape();
        fingerprint.add(shape.height());
        fingerprint.add(shape.width());
        fingerprint.add(shape.channels());
        fingerprint.add(dataset.classNames().size());
        dataset.classNames().forEach(fingerprint::add);
        fingerprint.add(dataset.train());
        fingerprint.add(dataset.test());
        return Hex.encodeHexString(fingerprint.digest.digest());
    }

    private void add(Split split) {
        add(split.size());
        for (int index = 0; index < split.size(); index++) {
            add(split.label(index));
            digest.update(split.pixels(index));
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    private void add(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }
}
