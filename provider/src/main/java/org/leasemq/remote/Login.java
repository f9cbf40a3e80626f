package org.leasemq.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Who a server is asked as.
 *
 * @param user null for nobody in particular
 * @param password null for none
 */
public record Login(String user, String password) {

    /** As a request of HTTP says it (RFC 7617), with the end of its line; empty for nobody in particular. */
    String line() {
        if (user == null) {
            return "";
        }
        String both = user + ":" + (password == null ? "" : password);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)) + "\r\n";
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
