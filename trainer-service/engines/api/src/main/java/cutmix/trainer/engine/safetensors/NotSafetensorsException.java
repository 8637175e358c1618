package cutmix.trainer.engine.safetensors;

import java.io.IOException;

/** Thrown for a stream that is not in the safetensors format, as opposed to a stream with the wrong tensors. */
public final class NotSafetensorsException extends IOException {

    private static final long serialVersionUID = 1;

    NotSafetensorsException(String reason) {
        this(reason, null);
    }

    NotSafetensorsException(String reason, Throwable cause) {
        super("it is not in the format safetensors: " + reason, cause);
    }
}
