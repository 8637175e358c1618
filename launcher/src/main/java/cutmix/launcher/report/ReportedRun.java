package cutmix.launcher.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that is reported on: what its table, summary and page say beside its epochs. */
public interface ReportedRun {

    /** Its name. */
    String run();

    /** The folder of its report. */
    Path out();

    /** The paths that it trained from, in the order of the table. */
    List<String> paths();

    /** The network of a path. */
    Path model(String path);

    /** What was chosen, by name, in the order of the page. */
    Map<String, String> settings();

    /** The command that runs it again, where that is known. */
    Optional<String> again();
}
