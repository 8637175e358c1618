package cutmix.launcher.mlflow.server;

import java.io.IOException;

/** Thrown if the server has answered, but has rejected the request. */
public final class MlflowRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code MLflow's name of the error; empty if the response has none */
    public MlflowRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
