package org.leasemq.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import org.leasemq.engine.model.AccessDenied;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.options.HostAndPort;

/** How a connection begins: as a request of HTTP/1.1 to change over to frames (RFC 9110, section 7.8). */
final class Upgrade {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int LONGEST_REASON = 2000;

    private Upgrade() {}

    /**
     * Asks, and reads the answer up to the first frame.
     *
     * @param who lines that say who asks
     * @throws AccessDenied if the server does not let anybody in with these credentials
     * @throws RefusedException if the server does not want to, or is none
     * @throws IOException if the connection breaks, or the server is not ready yet
     */
    static void ask(Socket socket, InputStream in, HostAndPort server, String who) throws IOException {
        String request = "GET " + FrameType.PATH + " HTTP/1.1\r\nHost: " + server
                + "\r\nConnection: Upgrade\r\nUpgrade: " + FrameType.PROTOCOL + "\r\n" + who + "\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        String head = head(in, server);
        String[] status = head.split("[ \r]", 3);
        if (!status[0].startsWith("HTTP/1.") || status.length < 2) {
            throw new RefusedException(
                    "What listens at " + server + " is no server of LeaseMQ: it does not speak HTTP.");
        }
        switch (status[1]) {
            case "101" -> requireOurs(head, server);
            case "502", "503", "504" ->
                throw new IOException("The server at " + server + " is not ready: " + reason(in, head));
            case "401" ->
                throw new AccessDenied(
                        "The server at " + server + " does not let this process in: " + reason(in, head));
            default ->
                throw new RefusedException(
                        "The server at " + server + " refuses the connection (" + status[1] + "): " + reason(in, head));
        }
    }

    private static void requireOurs(String head, HostAndPort server) {
        if (!head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: " + FrameType.PROTOCOL + "\r\n")) {
            throw new RefusedException(
                    "What listens at " + server + " speaks another protocol than " + FrameType.PROTOCOL + ".");
        }
    }

    /** Up to and including the empty line, without a byte behind it. */
    private static String head(InputStream in, HostAndPort server) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The server at " + server + " has ended the connection");
            }
            head.append((char) next);
            if (head.length() > LONGEST_HEAD
                    || head.length() == 5 && !head.toString().equals("HTTP/")) {
                throw new RefusedException(
                        "What listens at " + server + " is no server of LeaseMQ: it does not speak HTTP.");
            }
        }
        return head.toString();
    }

    /** The words of the answer, as far as they come. */
    private static String reason(InputStream in, String head) throws IOException {
        String name = "content-length:";
        String small = head.toLowerCase(Locale.ROOT);
        int at = small.indexOf("\r\n" + name);
        if (at < 0) {
            return head.substring(0, head.indexOf('\r'));
        }
        String length = small.substring(at + 2 + name.length(), small.indexOf('\r', at + 2))
                .strip();
        int bytes = length.matches("[0-9]{1,4}") ? Integer.parseInt(length) : LONGEST_REASON;
        return new String(in.readNBytes(Math.min(bytes, LONGEST_REASON)), UTF_8).strip();
    }
}
