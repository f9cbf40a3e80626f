package org.leasemq.sqs.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leasemq.sqs.access.Network;

/**
 * The names by which the server may be called. A page can have the name of its own site lead to this machine, and is of the
 * same origin then: so names that nobody chose are refused. Immutable.
 */
final class HostNames {
    private static final List<Network> THIS_MACHINE = List.of(Network.of("127.0.0.0/8"), Network.of("::1"));

    private final Set<String> names;
    private final List<String> endings;
    private final boolean anyAddress;

    /** @param anyAddress whether addresses beyond this machine are its own, too */
    HostNames(Stream<String> names, boolean anyAddress) {
        Set<String> all = names.map(HostNames::plain).collect(Collectors.toSet());
        this.names = all.stream().filter(name -> !name.startsWith("*")).collect(Collectors.toUnmodifiableSet());
        this.endings = all.stream()
                .filter(name -> name.startsWith("*"))
                .map(name -> name.substring(1))
                .toList();
        this.anyAddress = anyAddress;
    }

    /** @param host without its port */
    boolean allows(String host) {
        String name = plain(host);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || names.contains(name)
                || endings.stream().anyMatch(name::endsWith)
                || Network.isAddress(name)
                        && (anyAddress || THIS_MACHINE.stream().anyMatch(network -> network.contains(name)));
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
