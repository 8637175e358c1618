package cutmix.trainer.dl4j;

import cutmix.schemas.failure.UserException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that compute if the build is for GPUs and the machine has none. The CPU is always available. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDevice.Condition.class)
@interface NeedsDevice {

    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                Dl4j.ready();
                return ConditionEvaluationResult.enabled("the device is here");
            } catch (UserException e) {
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
