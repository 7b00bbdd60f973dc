package arignote.notebook.cell;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellChecksTest {
    @AfterEach
    void clear() {
        Cancellation.clear();
    }

    @ParameterizedTest
    @EnumSource
    void ends(Endless endless) throws Exception {
        Runnable code = (Runnable) Class.forName(Endless.class.getName(), true, new Checked())
                .getDeclaredMethod("valueOf", String.class)
                .invoke(null, endless.name());
        CountDownLatch started = new CountDownLatch(1);
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                code.run();
            } catch (Throwable e) {
                thrown[0] = e;
            }
        });
        thread.setDaemon(true);
        thread.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(50); // long enough for the loop to be compiled
        Cancellation.stop(t -> t == thread);
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown[0]).isInstanceOf(Cancellation.Stopped.class);
    }

    /** Loads the code above with checks in it. */
    private static final class Checked extends ClassLoader {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(Endless.class.getName())) {
                return super.loadClass(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = CellChecksTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                byte[] bytecode = CellChecks.addedTo(in.readAllBytes());
                return defineClass(name, bytecode, 0, bytecode.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
