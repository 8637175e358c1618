package cutmix.launcher.mlflow.server;

import java.io.IOException;

/** The server has answered and refuses the request. */
public final class MlflowRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code MLflow's own name of the error, or empty if the answer has none
     */
    public MlflowRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
