package org.leasemq.log;

import java.util.ResourceBundle;

/**
 * A logger that throws nothing, whatever it is given and whatever handles its lines. It is a {@link System.Logger} because the
 * JDK passes over classes that are when it looks for the caller that a line names. Safe for use by several threads.
 */
final class SteadyLogger implements System.Logger {
    private final System.Logger logger;

    SteadyLogger(System.Logger logger) {
        this.logger = logger;
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        try {
            return logger.isLoggable(level);
        } catch (Throwable e) { // whatever it is, there is no log then
            return false;
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
        try {
            if (logger.isLoggable(level)) {
                logger.log(level, bundle, text, Thrown.printable(thrown));
            }
        } catch (OutOfMemoryError e) {
            Logs.outOfMemory();
        } catch (Throwable e) {
            // whatever it is, there is nobody left to tell
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        try {
            logger.log(level, bundle, format, parameters);
        } catch (OutOfMemoryError e) {
            Logs.outOfMemory();
        } catch (Throwable e) {
            // whatever it is, there is nobody left to tell
        }
    }
}
