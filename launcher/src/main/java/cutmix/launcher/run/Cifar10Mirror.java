package cutmix.launcher.run;

import cutmix.process.option.Cifar10Option;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import java.util.Map;
import java.util.Optional;

/** The download location of CIFAR-10, checked before anything is started. */
public final class Cifar10Mirror {

    private static final String VARIABLE = EnvironmentVariables.LOADER_CIFAR10_URL;

    private static final String REMEDY =
            "give one like https://mirror.example/cifar-10-binary.tar.gz; for an archive on this "
                    + "machine, give its path with --dataset";

    private Cifar10Mirror() {}

    /**
     * Returns variables for the loader. An option would show a user and password in the URL to all users of this
     * machine.
     *
     * @param url URL from the option, or null
     * @param environment variables that the loader inherits
     * @throws SettingException if the option is not an http or https URL
     * @throws UserException if the variable is used and is not such a URL
     */
    public static Map<String, String> variables(String url, String dataset, Map<String, String> environment) {
        if (url != null) {
            requireOption(url);
            return Map.of(VARIABLE, url.strip());
        }
        if (dataset.equals("cifar10")) {
            Optional.ofNullable(environment.get(VARIABLE))
                    .filter(given -> !given.isBlank())
                    .ifPresent(given -> HttpAddress.require(VARIABLE, given, REMEDY));
        }
        return Map.of();
    }

    private static void requireOption(String url) {
        try {
            HttpAddress.require(Cifar10Option.NAME, url, REMEDY);
        } catch (UserException e) {
            throw new SettingException(e.getMessage(), e);
        }
    }
}
