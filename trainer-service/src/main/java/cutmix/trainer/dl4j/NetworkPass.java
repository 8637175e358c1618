package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.EngineDescription;
import cutmix.trainer.engine.StepResult;

/** How batches go through a network; the network itself, with its optimizer, is Deeplearning4j's in any case. */
interface NetworkPass extends AutoCloseable {

    EngineDescription describe();

    /** One step of the optimizer. */
    StepResult fit(Batch batch);

    /** Loss, without the regularisation, and hits of a batch by the moving statistics. */
    StepResult evaluate(Batch batch);

    /** Gives back what the pass has taken; the network stays. */
    @Override
    void close();
}
