package arignote.notebook.cell;

import java.util.stream.Stream;

/** Code that never ends by itself. It is loaded once more, with checks. */
public enum Endless implements Runnable {
    LOOP {
        @Override
        public void run() {
            while (true) {}
        }
    },
    CATCHES_ALL {
        @Override
        public void run() {
            while (true) {
                try {
                    LOOP.run();
                } catch (Throwable e) {
                    continue;
                }
            }
        }
    },
    STREAM {
        @Override
        public void run() {
            Stream.iterate(1, i -> i + 1).forEach(i -> {});
        }
    },
    RECURSION {
        @Override
        public void run() {
            try {
                run();
            } catch (Throwable e) {
                run();
            }
        }
    };
}
