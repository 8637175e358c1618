package cutmix.trainer.command;

import cutmix.process.option.NumberOption;
import cutmix.schemas.text.RunName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Rejects invalid option values before the command starts. */
record OptionChecks(CommandLine command) {

    /** @param value null if the option is not given */
    OptionChecks number(NumberOption option, Integer value) {
        option.check(command, value);
        return this;
    }

    /** @param value null if the option is not given */
    OptionChecks runName(String option, String value) {
        if (value != null) {
            RunName.refusal(option, value).ifPresent(refusal -> {
                throw new ParameterException(command, refusal);
            });
        }
        return this;
    }
}
