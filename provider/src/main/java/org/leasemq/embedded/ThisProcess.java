package org.leasemq.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How this process describes itself to people who look at who uses an engine. Nobody is asked who could take long to answer. */
final class ThisProcess {
    private static final int LONGEST_NAME = 60;
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private ThisProcess() {}

    /** As {@code shop.jar, process 4711 on web1}, as far as that is known. */
    static String description() {
        String program = program(System.getProperty("sun.java.command"));
        String host = host();
        return (program.isEmpty() ? "" : program + ", ") + "process "
                + ProcessHandle.current().pid() + (host.isEmpty() ? "" : " on " + host);
    }

    /**
     * What a command begins with: a file, without where it is, or a class, without its package; nothing of the arguments, in which
     * there may be secrets.
     */
    static String program(String command) {
        String first = command == null ? "" : command.strip().split("\\s", 2)[0];
        int module = first.lastIndexOf('/');
        String file = first.substring(Math.max(module, first.lastIndexOf('\\')) + 1);
        boolean archive = file.endsWith(".jar") || file.endsWith(".war");
        return clipped(archive ? file : file.substring(file.lastIndexOf('.') + 1));
    }

    private static String host() {
        try {
            return clipped(Files.readString(HOST_NAME).strip());
        } catch (IOException | SecurityException e) {
            String windows = System.getenv("COMPUTERNAME");
            return windows == null ? "" : clipped(windows);
        }
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
