package org.leasemq.sqs.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.leasemq.log.Logs;

/**
 * A line for each request, in the format of web servers. Of a query only the action is written: the rest may be the body of a
 * message, or a signature that could be sent again. Safe for use by several threads.
 */
final class AccessLines extends ContainerLifeCycle implements RequestLog {
    private static final System.Logger LOG = Logs.of(AccessLines.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern ACTION = Pattern.compile("(?:^|&)(Action=[A-Za-z]{1,64})(?:&|$)");

    private final Writer writer;

    /** @param writer where to; started and stopped with this */
    AccessLines(Writer writer) {
        this.writer = writer;
        installBean(writer);
    }

    @Override
    public void log(Request request, Response response) {
        try {
            writer.write(line(request, response));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A line of the access log cannot be written: " + e.getMessage(), e);
        }
    }

    private static String line(Request request, Response response) {
        Object view = request.getAttribute(ClientView.ATTRIBUTE);
        String remote = view instanceof ClientView seen ? seen.remote() : Request.getRemoteAddr(request);
        return remote + " - - [" + TIME.format(Instant.ofEpochMilli(Request.getTimeStamp(request))) + "] \""
                + plain(request.getMethod()) + " " + target(request) + " "
                + request.getConnectionMetaData().getHttpVersion().asString() + "\" " + response.getStatus() + " "
                + Response.getContentBytesWritten(response) + " \"-\" \""
                + plain(request.getHeaders().get(HttpHeader.USER_AGENT)) + "\"";
    }

    private static String target(Request request) {
        String path = plain(request.getHttpURI().getPath());
        String query = request.getHttpURI().getQuery();
        if (query == null) {
            return path;
        }
        Matcher action = ACTION.matcher(query);
        return action.find() ? path + "?" + action.group(1) : path + "?...";
    }

    /** Without what would end the line or the quotes. */
    private static String plain(String text) {
        if (text == null) {
            return "-";
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c < ' ' || c == '"' || c == '\\' || c >= 0x7f && c < 0xa0 ? '?' : c);
        }
        return plain.toString();
    }
}
