package org.shmstress.worker.sampling;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;

/**
 * Loads a lifted test. What the jar has is taken from the jar, even if the original lies on the class path; all else, the
 * harness and jcstress's results, comes from the parent.
 */
final class LiftedLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private LiftedLoader(URL jar, ClassLoader parent) {
        super("lifted", new URL[] {jar}, parent);
    }

    /** An instance of the jar's {@link LiftedTest}. */
    static LiftedTest load(Path jar, String testClass) {
        String name = testClass + LiftedTest.SUFFIX;
        try {
            LiftedLoader loader = new LiftedLoader(jar.toUri().toURL(), LiftedLoader.class.getClassLoader());
            return Class.forName(name, true, loader)
                    .asSubclass(LiftedTest.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new HarnessException("cannot load " + name + " from " + jar, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null && findResource(name.replace('.', '/') + ".class") != null) {
                known = findClass(name);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }
}
