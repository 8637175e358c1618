package cutmix.trainer.engine.library;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * A class loader that prefers its own classes to the application's, so that each can use its own version of a library.
 */
final class EngineClassLoader extends URLClassLoader {

    EngineClassLoader(URL[] jars, ClassLoader application) {
        super(jars, application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = load(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, false);
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return super.loadClass(name, false); // A class of the interface that both share.
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }
}
