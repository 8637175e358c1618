package cutmix.trainer.engine.network;

/** Builds a {@link ConvolutionLayer} from named values. The default stride is 1. */
final class ConvolutionLayerBuilder {
    private String name;
    private int inputs;
    private int outputs;
    private int kernel;
    private int stride = 1;
    private boolean normalized;

    ConvolutionLayerBuilder() {}

    ConvolutionLayerBuilder name(String value) {
        name = value;
        return this;
    }

    ConvolutionLayerBuilder inputs(int value) {
        inputs = value;
        return this;
    }

    ConvolutionLayerBuilder outputs(int value) {
        outputs = value;
        return this;
    }

    ConvolutionLayerBuilder kernel(int value) {
        kernel = value;
        return this;
    }

    ConvolutionLayerBuilder stride(int value) {
        stride = value;
        return this;
    }

    ConvolutionLayerBuilder normalized(boolean value) {
        normalized = value;
        return this;
    }

    ConvolutionLayer build() {
        return new ConvolutionLayer(name, inputs, outputs, kernel, stride, normalized);
    }
}
