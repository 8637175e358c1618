package cutmix.broker;

import cutmix.process.ProcessStart;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Formats a broker's storage and runs the broker in one program: two programs would each load the same thousands of
 * classes.
 */
final class FormattingKafkaServer {

    private FormattingKafkaServer() {}

    /**
     * @param arguments properties file of the broker, followed by the arguments of Kafka's storage tool if the storage
     *     is not formatted yet
     */
    public static void main(String[] arguments) {
        ProcessStart.begin();
        if (arguments.length > 1) {
            String[] format = arguments.clone();
            format[0] = "format";
            int code = StorageTool.execute(format, System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
