package org.leasemq.sqs.server;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.sqs.access.Network;

/**
 * How the server is reached: by which names, through which proxies, from which pages. Immutable; start with {@link #DIRECT}
 * and change what is wanted.
 *
 * @param publicUrl what URLs of queues begin with; null for what the client used
 * @param hostNames names by which it may be called, besides those of this machine; {@code *.example.com} for all below
 * @param trustedProxies addresses and networks of proxies that are believed what they say of the client
 * @param proxyHeaders in which headers they say it
 * @param corsOrigins origins of pages that may use it, such as {@code http://localhost:3000}; {@code *} for all
 * @param console whether browsers are shown the console
 */
@VisibleTo(Audience.APPLICATIONS)
public record Web(
        URI publicUrl,
        List<String> hostNames,
        List<String> trustedProxies,
        ProxyHeaders proxyHeaders,
        List<String> corsOrigins,
        boolean console) {
    /** By the names of this machine, without a proxy, from no pages of others. */
    public static final Web DIRECT = new Web(null, List.of(), List.of(), ProxyHeaders.X_FORWARDED, List.of(), true);

    static final String ANY_ORIGIN = "*";

    /** @throws ServerException if one of them cannot be */
    public Web {
        hostNames = List.copyOf(hostNames);
        trustedProxies = List.copyOf(trustedProxies);
        Objects.requireNonNull(proxyHeaders, "proxyHeaders");
        corsOrigins = List.copyOf(corsOrigins);
        if (publicUrl != null) {
            requireUrl("public-url", publicUrl.toString(), publicUrl);
        }
        hostNames.forEach(Web::requireName);
        trustedProxies.forEach(Web::network);
        corsOrigins.stream().filter(origin -> !origin.equals(ANY_ORIGIN)).forEach(Web::requireOrigin);
    }

    public Web withPublicUrl(URI value) {
        return new Web(value, hostNames, trustedProxies, proxyHeaders, corsOrigins, console);
    }

    public Web withHostNames(List<String> value) {
        return new Web(publicUrl, value, trustedProxies, proxyHeaders, corsOrigins, console);
    }

    public Web withTrustedProxies(List<String> value) {
        return new Web(publicUrl, hostNames, value, proxyHeaders, corsOrigins, console);
    }

    public Web withProxyHeaders(ProxyHeaders value) {
        return new Web(publicUrl, hostNames, trustedProxies, value, corsOrigins, console);
    }

    public Web withCorsOrigins(List<String> value) {
        return new Web(publicUrl, hostNames, trustedProxies, proxyHeaders, value, console);
    }

    public Web withConsole(boolean value) {
        return new Web(publicUrl, hostNames, trustedProxies, proxyHeaders, corsOrigins, value);
    }

    /** What paths begin with before a proxy, without a slash at the end; empty for nothing. */
    String prefix() {
        return publicUrl == null ? "" : withoutSlash(publicUrl.getRawPath());
    }

    /** What URLs of queues begin with; null for what the client used. */
    String base() {
        return publicUrl == null ? null : withoutSlash(publicUrl.toString());
    }

    /** As the public URL's pages name where they come from; null if there is none. */
    String origin() {
        return publicUrl == null ? null : publicUrl.getScheme() + "://" + authority();
    }

    /** Host and port of the public URL; null if there is none. */
    String authority() {
        return publicUrl == null ? null : ClientView.usual(publicUrl.getScheme(), publicUrl.getRawAuthority());
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    List<Network> networks() {
        return trustedProxies.stream().map(Web::network).toList();
    }

    private static Network network(String text) {
        try {
            return Network.of(text);
        } catch (IllegalArgumentException e) {
            throw new ServerException(
                    "trusted-proxies: '" + text + "' is neither an address nor a network such as 10.0.0.0/8.", e);
        }
    }

    private static void requireName(String name) {
        if (!name.matches("(\\*\\.)?[A-Za-z0-9._-]+") && !Network.isAddress(name)) {
            throw new ServerException(
                    "host-names: '" + name
                            + "' is no name of a host. Give it without scheme and port; *.example.com stands for all"
                            + " names below example.com.",
                    null);
        }
    }

    private static void requireOrigin(String text) {
        try {
            URI origin = URI.create(text);
            requireUrl("cors-origins", text, origin);
            if (!origin.getRawPath().isEmpty()) {
                throw new ServerException(
                        "cors-origins: '" + text + "' has a path. An origin is scheme, host and port alone.", null);
            }
        } catch (IllegalArgumentException e) {
            throw new ServerException("cors-origins: '" + text + "' is no origin: " + e.getMessage(), e);
        }
    }

    private static void requireUrl(String option, String text, URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new ServerException(option + ": '" + text + "' is not like https://queues.example.com.", null);
        }
    }
}
