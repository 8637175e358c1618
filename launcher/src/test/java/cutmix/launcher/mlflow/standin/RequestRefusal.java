package cutmix.launcher.mlflow.standin;

/** An error response of MLflow. */
final class RequestRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RequestRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RequestRefusal missing(String message) {
        return new RequestRefusal(404, "RESOURCE_DOES_NOT_EXIST", message);
    }

    static RequestRefusal invalid(String message) {
        return new RequestRefusal(400, "INVALID_PARAMETER_VALUE", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
