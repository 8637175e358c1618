package cutmix.loader.folder;

import cutmix.schemas.file.FileName;
import cutmix.schemas.text.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the messages of the scan of a dataset's folder, mainly about skipped entries. */
final class ScanReport {

    private static final int ENDINGS_SHOWN = 6;

    /** The reason why an entry is not part of the dataset. */
    enum Reason {
        OTHER_FORMAT("file without an image's ending", "files without an image's ending"),
        NO_CLASS("image outside of the folders of classes", "images outside of the folders of classes"),
        NO_SPLIT("folder beside train and test", "folders beside train and test"),
        HIDDEN_FILE("hidden file", "hidden files"),
        HIDDEN_FOLDER("hidden folder", "hidden folders"),
        EMPTY_FOLDER("empty folder", "empty folders"),
        BROKEN_LINK("broken link", "broken links"),
        KNOWN_FOLDER(
                "link to a folder that holds it or is read already",
                "links to folders that hold them or are read already"),
        NO_FILE("pipe, socket or device", "pipes, sockets or devices");

        private final String one;
        private final String many;

        Reason(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private final Map<String, Integer> endings = new TreeMap<>();
    private final List<String> merged = new ArrayList<>();

    /** Records a skipped entry. */
    void skip(Reason reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    /** Records a file that is skipped because of its name's ending. */
    void skipByEnding(String fileName) {
        skip(Reason.OTHER_FORMAT);
        int dot = fileName.lastIndexOf('.');
        String ending = dot < 0 ? "no ending" : fileName.substring(dot).toLowerCase(Locale.ROOT);
        endings.merge(ending, 1, Integer::sum);
    }

    /** Records that several folders form one class. */
    void merge(String className, List<Path> folders) {
        merged.add("The folders " + Listing.first(folders.size(), folders) + " are one class, " + className);
    }

    /** Returns lines for the user: one for all skipped entries, and one for each merged class. */
    List<String> lines(Path dataset) {
        List<String> lines = new ArrayList<>(merged);
        if (!counts.isEmpty()) {
            List<String> parts = new ArrayList<>();
            counts.forEach((reason, count) -> parts.add(words(reason, count)));
            lines.add("Skipped in " + FileName.printable(dataset) + ": " + String.join(", ", parts));
        }
        return lines;
    }

    private String words(Reason reason, int count) {
        String words = String.format(Locale.ROOT, "%,d %s", count, count == 1 ? reason.one : reason.many);
        return reason == Reason.OTHER_FORMAT ? words + " (" + endings() + ")" : words;
    }

    /** Returns the endings of the skipped files, the most frequent first. */
    private String endings() {
        List<String> counted = endings.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(ending -> ending.getKey() + " " + ending.getValue())
                .toList();
        return Listing.first(ENDINGS_SHOWN, counted);
    }
}
