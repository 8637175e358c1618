package cutmix.trainer.page.state;

import cutmix.schemas.EpochMetrics;

/** The metrics of an epoch as the page shows them. */
record EpochPoint(
        int epoch,
        double loss,
        double accuracy,
        double valLoss,
        double valAccuracy,
        double seconds,
        double samplesPerSecond,
        double dataWaitShare,
        int skipped) {

    static EpochPoint of(EpochMetrics metrics) {
        return new EpochPoint(
                metrics.getEpoch(),
                metrics.getLoss(),
                metrics.getAccuracy(),
                metrics.getValLoss(),
                metrics.getValAccuracy(),
                metrics.getSeconds(),
                metrics.getSamplesPerSecond(),
                metrics.getDataWaitShare(),
                metrics.getSkipped());
    }
}
