package cutmix.launcher.mlflow;

import cutmix.schemas.StepMetrics;
import java.util.List;

/**
 * The logged data of a step.
 *
 * @param id distinguishes runs of the same name; empty in records of earlier versions
 * @param began start of the run's training, in milliseconds since 1970; the time of the step if the start is unknown
 */
public record StepLog(String run, String id, String path, long began, List<MetricPoint> points) {

    public static StepLog of(StepMetrics step) {
        long number = (step.getEpoch() - 1L) * step.getSteps() + step.getStep();
        long time = step.getTime();
        return new StepLog(
                step.getRun(),
                step.getRunId(),
                step.getPath(),
                step.getStarted() > 0 ? step.getStarted() : time,
                List.of(
                        new MetricPoint("step/loss", step.getLoss(), time, number),
                        new MetricPoint("step/accuracy", step.getAccuracy(), time, number),
                        new MetricPoint("step/samples_per_second", step.getSamplesPerSecond(), time, number),
                        new MetricPoint("step/data_wait_share", step.getDataWaitShare(), time, number),
                        new MetricPoint("step/learning_rate", step.getLearningRate(), time, number)));
    }
}
