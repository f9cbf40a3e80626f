package org.leasemq.console.http;

import java.util.Set;

/**
 * How a browser reaches the page.
 *
 * @param from its address
 * @param origins as pages name it that come from here
 * @param secure whether others cannot listen
 * @param prefix what its paths begin with, before a proxy; empty for nothing
 * @param path of the request, without that
 */
public record Visit(String from, Set<String> origins, boolean secure, String prefix, String path) {}
