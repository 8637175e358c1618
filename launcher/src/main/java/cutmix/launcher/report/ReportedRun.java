package cutmix.launcher.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reported run, without its epochs: the other content of its table, summary and page. */
public interface ReportedRun {

    /** Returns the name of the run. */
    String run();

    /** Returns the folder of the report. */
    Path out();

    /** Returns the paths, in the order of the table. */
    List<String> paths();

    /** Returns the network of a path. */
    Path model(String path);

    /** Returns the chosen settings by name, in the order of the page. */
    Map<String, String> settings();

    /** Returns the command that reproduces the run, if known. */
    Optional<String> again();
}
