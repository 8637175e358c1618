package cutmix.launcher.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reported run: the content of its table, summary and page besides its epochs. */
public interface ReportedRun {

    /** Its name. */
    String run();

    /** The folder of its report. */
    Path out();

    /** Its paths, in the order of the table. */
    List<String> paths();

    /** The network of a path. */
    Path model(String path);

    /** The chosen settings by name, in the order of the page. */
    Map<String, String> settings();

    /** The command that reproduces the run, if known. */
    Optional<String> again();
}
