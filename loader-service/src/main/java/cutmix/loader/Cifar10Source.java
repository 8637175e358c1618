package cutmix.loader;

import cutmix.loader.cifar.Cifar10;
import cutmix.loader.download.Connections;
import cutmix.loader.download.Proxies;
import cutmix.loader.download.RemoteFile;
import cutmix.loader.download.RetryPolicy;
import cutmix.process.option.Cifar10Option;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.http.HttpAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that selects the server from which CIFAR-10 is downloaded. */
final class Cifar10Source extends Cifar10Option {

    private static final String VARIABLE = EnvironmentVariables.LOADER_CIFAR10_URL;

    private static final String REMEDY =
            "give one like " + ORIGINAL + "; for an archive on this machine, give its path with --dataset";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @throws ParameterException if the option is not a valid URL */
    void check() {
        try {
            Optional.ofNullable(url()).ifPresent(given -> HttpAddress.require(NAME, given, REMEDY));
        } catch (UserException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * Returns the dataset at the address in the option or, without the option, in the configuration.
     *
     * @param environment contains the variables that name proxies
     * @throws UserException if the configured URL or a proxy variable is invalid
     */
    Cifar10 source(LoaderConfig.Cifar10Settings config, Path cache, Map<String, String> environment) {
        String given = url() != null ? url() : config.url().orElse(ORIGINAL);
        HttpAddress address = HttpAddress.require(VARIABLE, given, REMEDY);
        return new Cifar10(
                new RemoteFile(address, config.size(), config.sha256()),
                new Connections(Proxies.of(environment), RetryPolicy.of(config.stallTimeout())),
                cache);
    }
}
