package cutmix.broker;

import cutmix.process.ProcessStart;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formats a broker's storage and serves, in one program: two would load the same thousands of classes one after the other. */
final class FormattingKafkaServer {

    private FormattingKafkaServer() {}

    /**
     * @param arguments the broker's properties file; where its storage is not formatted yet, also what Kafka's storage tool is
     *     to format it with
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
