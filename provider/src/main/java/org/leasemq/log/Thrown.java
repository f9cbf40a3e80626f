package org.leasemq.log;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;

/** What throwables say. Those of applications may throw another, or run out of stack, when they are asked. */
public final class Thrown {
    private Thrown() {}

    /** As its {@code toString()}, or at least of what class it is. */
    public static String text(Throwable thrown) {
        return saying(thrown::toString, thrown);
    }

    /** As its {@code getMessage()}, or at least of what class it is. */
    public static String message(Throwable thrown) {
        return saying(thrown::getMessage, thrown);
    }

    private static String saying(Supplier<String> words, Throwable thrown) {
        try {
            return words.get();
        } catch (Throwable e) { // whatever it is, what it is about can be named
            return silent(thrown, e);
        }
    }

    private static String silent(Throwable thrown, Throwable instead) {
        return thrown.getClass().getName() + " (it does not tell more: asked for that, it threw "
                + instead.getClass().getName() + ")";
    }

    /** The throwable if it can be printed with all it was caused by, which logs do at any time, or one that stands for it. */
    static Throwable printable(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        try {
            thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
            return thrown;
        } catch (Throwable e) { // whatever it is, what it is about can be named
            return new Unprintable(text(thrown) + " (not all that belongs to it can be printed)", thrown);
        }
    }

    /** Has the words and the stack trace of another throwable. */
    private static final class Unprintable extends Exception {
        private static final long serialVersionUID = 1;

        private final String words;

        Unprintable(String words, Throwable original) {
            this.words = words;
            try {
                setStackTrace(original.getStackTrace());
            } catch (Throwable e) {
                setStackTrace(new StackTraceElement[0]); // the class has to do
            }
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
