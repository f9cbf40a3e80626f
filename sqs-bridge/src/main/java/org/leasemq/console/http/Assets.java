package org.leasemq.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The files of the page, out of the jar: those of a list, and nothing else. Read when somebody wants the first. Immutable. */
final class Assets {
    static final String PAGE = "index.html";
    private static final String FOLDER = "/org/leasemq/console/page/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "js",
            SCRIPT,
            "css",
            STYLE,
            "svg",
            "image/svg+xml",
            "txt",
            "text/plain; charset=utf-8");
    private static final String MAP_BEGIN = "<script type=\"importmap\">";
    private static final String MAP_END = "</script>";

    private final Map<String, Asset> assets = new HashMap<>();
    private final String policy;

    Assets() {
        for (String name : new String(read("files.txt"), UTF_8).lines().toList()) {
            assets.put(name, Asset.of(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), read(name)));
        }
        String page = new String(assets.get(PAGE).plain(), UTF_8);
        int begin = page.indexOf(MAP_BEGIN) + MAP_BEGIN.length();
        String map = page.substring(begin, page.indexOf(MAP_END, begin));
        this.policy = "default-src 'none'; script-src 'self' 'sha256-" + Asset.sha256(map.getBytes(UTF_8))
                + "'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none';"
                + " base-uri 'none'; form-action 'self'";
    }

    /** Null if there is none of that name. */
    Asset find(String name) {
        return assets.get(name);
    }

    /** What the page may load, and from where. */
    String policy() {
        return policy;
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar has no " + FOLDER + name + ". Was it built by Maven?");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
