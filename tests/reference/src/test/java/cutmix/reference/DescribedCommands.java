package cutmix.reference;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the commands of the services without their beans, since a described command never runs. */
final class DescribedCommands implements IFactory {

    private final IFactory others = CommandLine.defaultFactory();

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        if (constructors.length != 1 || constructors[0].getParameterCount() == 0) {
            return others.create(type);
        }
        constructors[0].setAccessible(true);
        return type.cast(constructors[0].newInstance(new Object[constructors[0].getParameterCount()]));
    }
}
