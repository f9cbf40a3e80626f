package org.leasemq.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/** URLs of queues: {@code http://host:port/account/name}. */
public final class QueueUrls {
    private static final Pattern OF_QUEUE = Pattern.compile("(/.*)?/[0-9]{12}/[^/]+/?");

    private static final int ACCOUNT_DIGITS = 12;

    private QueueUrls() {}

    /** The URL of a queue for a client that reached the server under this base. */
    public static String of(String base, String account, String name) {
        return base + "/" + account + "/" + named(name);
    }

    /** Whether a path is that of a queue's URL: an account and a name at its end. */
    public static boolean isOfQueue(String path) {
        return OF_QUEUE.matcher(path).matches();
    }

    /** The account that a URL or a path has in front of the name; null if there is none. */
    public static String accountOf(String url) {
        int account = account(url);
        return account < 0 ? null : url.substring(account, account + ACCOUNT_DIGITS);
    }

    /** Where the account begins that is the first part of the path with something behind it; negative if none is. */
    private static int account(String url) {
        int start = 0;
        while (start < url.length()) {
            int end = url.indexOf('/', start);
            boolean isNameBehind = end >= 0 && end < end(url) - 1;
            if (!isNameBehind) {
                return -1;
            }
            if (Arns.isAccount(url.substring(start, end))) {
                return start;
            }
            start = end + 1;
        }
        return -1;
    }

    private static int end(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return end;
    }

    /**
     * The name of the queue behind a URL, a path or a bare name, whatever host they show: all that is behind the account. Where there
     * is none it is the last part of a path, and a bare name as a whole, slashes and all. Null if there is none.
     */
    public static String nameOf(String url) {
        int end = end(url);
        int account = account(url);
        boolean bare = !url.startsWith("/") && !url.contains("://");
        int start = account >= 0 ? account + ACCOUNT_DIGITS + 1 : bare ? 0 : url.lastIndexOf('/', end - 1) + 1;
        String name = url.substring(start, bare && account < 0 ? url.length() : end);
        if (name.isEmpty() || url.startsWith("://" + name, end - name.length() - 3)) {
            return null;
        }
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A bare name as it may stand for a URL, whatever is in it: read again by {@link #nameOf}. */
    public static String named(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
