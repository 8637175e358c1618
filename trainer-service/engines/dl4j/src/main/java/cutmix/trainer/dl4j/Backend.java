package cutmix.trainer.dl4j;

import cutmix.trainer.engine.TrainingSetup;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The ND4J back end. A build has one, which its file in {@code META-INF/services} names. */
interface Backend {

    /** Returns the back end of this build. */
    static Backend ofThisBuild() {
        return ServiceLoader.load(Backend.class, Backend.class.getClassLoader())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Prepares the device; call it before ND4J is loaded and the first network is created.
     *
     * @throws cutmix.schemas.failure.UserException if this machine does not have the device
     */
    Passes prepare();

    /** Computes networks on the prepared device. */
    @FunctionalInterface
    interface Passes {

        NetworkPass of(ComputationGraph graph, TrainingSetup setup, Execution execution);
    }
}
