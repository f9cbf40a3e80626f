package org.leasemq.store.derby.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line in a lock that tells which process has the store. A process is known by its number and its start, on a system by
 * the boot of it and the space of numbers, so that neither a number that is used again nor one of another container is taken
 * for it. Where that is not certain nobody is said to live.
 */
final class ClaimLine {
    /** Nobody lives. */
    static final long NONE = -1;

    private static final Pattern FORM =
            Pattern.compile("LeaseMQ ([0-9a-f-]{36}) process ([0-9]{1,18}) (started .*)\n", Pattern.DOTALL);
    private static final Path PROC = Path.of("/proc");
    /** In the line of a process: behind its name, which may hold anything. */
    private static final int START = 19;

    private ClaimLine() {}

    /** Of this process. */
    static String line(UUID token, String file) {
        long pid = ProcessHandle.current().pid();
        return "LeaseMQ " + token + " process " + pid + " "
                + identity(pid, file).orElse("started at no known time") + "\n";
    }

    /** The number of the process that wrote a line to a file, if it lives and is not to be mistaken. */
    static long living(String line, String file) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            return NONE;
        }
        long pid = Long.parseLong(parts.group(2));
        return identity(pid, file).filter(parts.group(3)::equals).isPresent() ? pid : NONE;
    }

    private static Optional<String> identity(long pid, String file) {
        return file.equals("null")
                ? Optional.empty()
                : start(pid).map(start -> "started " + start + " on " + system() + " file " + file);
    }

    private static Optional<String> start(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(String::valueOf);
        }
        try { // in ticks since the boot: the time of day may be set meanwhile
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START]);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String system() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
        } catch (IOException | RuntimeException e) {
            return "this system";
        }
    }
}
