package cutmix.trainer.engine.safetensors;

import java.io.IOException;

/** Tells a stream that is not in the format safetensors at all from one that holds other tensors than it should. */
public final class NotSafetensorsException extends IOException {

    private static final long serialVersionUID = 1;

    NotSafetensorsException(String reason) {
        this(reason, null);
    }

    NotSafetensorsException(String reason, Throwable cause) {
        super("it is not in the format safetensors: " + reason, cause);
    }
}
