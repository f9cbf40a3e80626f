package org.leasemq.sqs.cli.api;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leasemq.options.ConnectionUrl;

/** The directory of a database as people write it, or the address of a PostgreSQL one, with options behind it if they like. */
public final class DataDirectory {
    /** A question mark that begins no option is part of a name. */
    private static final Pattern OPTIONS = Pattern.compile("\\?(?=[a-z-]+=)");

    private static final String POSTGRESQL = "postgresql://";

    private DataDirectory() {}

    /** As a connection URL. */
    public static String url(String data) {
        if (data.startsWith(POSTGRESQL)) {
            return "leasemq:" + data;
        }
        Matcher options = OPTIONS.matcher(data);
        boolean given = options.find();
        String path = given ? data.substring(0, options.start()) : data;
        return new ConnectionUrl.Directory(Path.of(path)) + (given ? data.substring(options.start()) : "");
    }

    /** As a connection URL, of one that is there. */
    public static String existing(String data) {
        return url(data) + (OPTIONS.matcher(data).find() ? "&" : "?") + "create=false";
    }
}
