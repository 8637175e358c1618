package cutmix.trainer.command;

import cutmix.trainer.page.PageAddress;
import cutmix.trainer.session.Pipeline;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "page", description = "Serve only the live page, until stopped.")
class TrainerPageCommand implements Callable<Integer> {

    private final PageAddress page;
    private final Pipeline pipeline;

    @Spec
    CommandSpec spec;

    TrainerPageCommand(PageAddress page, Pipeline pipeline) {
        this.page = page;
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() {
        pipeline.checkSettings();
        page.print(spec.commandLine().getOut());
        Quarkus.waitForExit();
        return 0;
    }
}
