package cutmix.trainer.page.state;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import cutmix.schemas.StepMetrics;

/**
 * The metrics up to a step as the page shows them. The JSON form is an array, because there are many steps.
 *
 * @param time end of the step, in milliseconds since 1970
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({
    "epoch",
    "step",
    "steps",
    "samples",
    "loss",
    "accuracy",
    "samplesPerSecond",
    "dataWaitShare",
    "learningRate",
    "time"
})
record StepPoint(
        int epoch,
        int step,
        int steps,
        int samples,
        double loss,
        double accuracy,
        double samplesPerSecond,
        double dataWaitShare,
        double learningRate,
        long time) {

    static StepPoint of(StepMetrics metrics) {
        return new StepPoint(
                metrics.getEpoch(),
                metrics.getStep(),
                metrics.getSteps(),
                metrics.getSamples(),
                metrics.getLoss(),
                metrics.getAccuracy(),
                metrics.getSamplesPerSecond(),
                metrics.getDataWaitShare(),
                metrics.getLearningRate(),
                metrics.getTime());
    }

    /** Returns a number that increases with the steps of a run. */
    long order() {
        return ((long) epoch << 32) + step;
    }
}
