package cutmix.bench;

/** Builds a {@link ScalingModel} from named values. */
final class ScalingModelBuilder {
    private double workerCost;
    private double brokerCost;
    private int brokerCores;
    private int sampleBytes;
    private double networkBytes;
    private int partitions;

    ScalingModelBuilder() {}

    ScalingModelBuilder workerCost(double value) {
        workerCost = value;
        return this;
    }

    ScalingModelBuilder brokerCost(double value) {
        brokerCost = value;
        return this;
    }

    ScalingModelBuilder brokerCores(int value) {
        brokerCores = value;
        return this;
    }

    ScalingModelBuilder sampleBytes(int value) {
        sampleBytes = value;
        return this;
    }

    ScalingModelBuilder networkBytes(double value) {
        networkBytes = value;
        return this;
    }

    ScalingModelBuilder partitions(int value) {
        partitions = value;
        return this;
    }

    ScalingModel build() {
        return new ScalingModel(workerCost, brokerCost, brokerCores, sampleBytes, networkBytes, partitions);
    }
}
