package cutmix.trainer.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a zip file holds, in memory. */
public final class ZipEntries {

    private ZipEntries() {}

    /**
     * All entries by name.
     *
     * @throws IOException if the stream is no zip file, is damaged, or lacks one of those that are required
     */
    public static Map<String, byte[]> read(InputStream in, Set<String> required) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries.put(entry.getName(), zip.readAllBytes());
        }
        if (!entries.keySet().containsAll(required)) {
            throw new IOException("it has only " + entries.keySet());
        }
        return entries;
    }
}
