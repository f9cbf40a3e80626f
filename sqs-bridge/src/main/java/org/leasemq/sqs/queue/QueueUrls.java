package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/** URLs of queues: {@code http://host:port/account/name}. */
public final class QueueUrls {
    private static final Pattern OF_QUEUE = Pattern.compile("(/.*)?/[0-9]{12}/[^/]+/?");

    private QueueUrls() {}

    /** The URL of a queue for a client that reached the server under this base. */
    public static String of(String base, String account, String name) {
        return base + "/" + account + "/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    /** Whether a path is that of a queue's URL: an account and a name at its end. */
    public static boolean isOfQueue(String path) {
        return OF_QUEUE.matcher(path).matches();
    }

    /** The account that a URL or a path has in front of the name; null if there is none. */
    public static String accountOf(String url) {
        int end = url.lastIndexOf('/', end(url) - 1);
        String account = end < 0 ? "" : url.substring(url.lastIndexOf('/', end - 1) + 1, end);
        return Arns.isAccount(account) ? account : null;
    }

    private static int end(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return end;
    }

    /** The name of the queue behind a URL, a path or a bare name, whatever host they show; null if there is none. */
    public static String nameOf(String url) {
        int end = end(url);
        String name = url.substring(url.lastIndexOf('/', end - 1) + 1, end);
        if (name.isEmpty() || url.endsWith("://" + name)) {
            return null;
        }
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
