package org.leasemq.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests and the answers that AWS gives to them, as text:
 *
 * <pre>
 * == what it is about
 * json ACTION BODY        a request in AWS JSON, or
 * form PARAMETERS         one of Query, or
 * GET PATH?PARAMETERS     any other
 *   Name: value           its headers
 * STATUS BODY             the answer; an asterisk stands for anything
 *   Name: value           its headers; without a value there is none of that name
 * </pre>
 *
 * <p>In answers {@code «name»} stands for anything that is given again in requests by {@code «name»}; what has to be made first
 * is {@code «5 x»}, the same character as many times, and {@code «base64 text»}.
 */
public final class AnswerTable {
    private static final Pattern MARK = Pattern.compile("«(?:(\\d+) (.)|base64 ([^»]*)|(\\w+))»");

    private AnswerTable() {}

    /** One request and its answer. */
    public static final class Exchange {
        final String request;
        final List<String> requestHeaders = new ArrayList<>();
        String status;
        String body;
        final List<String> headers = new ArrayList<>();

        private Exchange(String request) {
            this.request = request;
        }

        /** The request with what is known so far. */
        RawRequest with(Map<String, String> known) {
            String kind = request.substring(0, request.indexOf(' '));
            String rest = request.substring(kind.length() + 1);
            int space = rest.indexOf(' ');
            RawRequest raw = switch (kind) {
                case "json" ->
                    RawRequest.json(rest.substring(0, space), filled(rest.substring(space + 1), known, false));
                case "form" -> RawRequest.form(filled(rest, known, true));
                default -> new RawRequest(request);
            };
            for (String header : requestHeaders) {
                String[] pair = header.split(": ", 2);
                raw.with(pair[0], pair[1]);
            }
            return raw;
        }

        /** Whether an answer's body is as it should be; notes what that tells. */
        boolean isBody(String actual, Map<String, String> known) {
            List<String> names = new ArrayList<>();
            Matcher mark = Pattern.compile("\\*|«(\\w+)»").matcher(body);
            StringBuilder pattern = new StringBuilder();
            int end = 0;
            while (mark.find()) {
                pattern.append(Pattern.quote(body.substring(end, mark.start())));
                String name = mark.group(1);
                if (name == null) {
                    pattern.append(".*?");
                } else if (known.containsKey(name)) {
                    pattern.append(Pattern.quote(known.get(name)));
                } else {
                    pattern.append("([^\"<]*)");
                    names.add(name);
                }
                end = mark.end();
            }
            pattern.append(Pattern.quote(body.substring(end)));
            Matcher matcher =
                    Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual);
            boolean fits = matcher.matches();
            for (int i = 0; fits && i < names.size(); i++) {
                known.put(names.get(i), matcher.group(i + 1));
            }
            return fits;
        }
    }

    private static String filled(String text, Map<String, String> known, boolean encoded) {
        return MARK.matcher(text).replaceAll(mark -> {
            String value = mark.group(1) != null
                    ? mark.group(2).repeat(Integer.parseInt(mark.group(1)))
                    : mark.group(3) != null
                            ? Base64.getEncoder().encodeToString(mark.group(3).getBytes(UTF_8))
                            : known.get(mark.group(4));
            return Matcher.quoteReplacement(encoded ? URLEncoder.encode(value, UTF_8) : value);
        });
    }

    /** The table of a resource: exchanges by what they are about. */
    public static Map<String, List<Exchange>> read(String resource) throws IOException {
        Map<String, List<Exchange>> table = new LinkedHashMap<>();
        List<Exchange> about = null;
        Exchange exchange = null;
        try (InputStream in = AnswerTable.class.getResourceAsStream(resource)) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (line.startsWith("== ")) {
                    about = new ArrayList<>();
                    if (table.put(line.substring(3), about) != null) {
                        throw new IllegalArgumentException("twice: " + line);
                    }
                } else if (line.startsWith("  ")) {
                    (exchange.status == null ? exchange.requestHeaders : exchange.headers).add(line.strip());
                } else if (line.matches("\\d{3}( .*)?")) {
                    exchange.status = line.substring(0, 3);
                    exchange.body = line.length() < 5 ? "" : line.substring(4);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    exchange = new Exchange(line);
                    about.add(exchange);
                }
            }
        }
        return table;
    }
}
