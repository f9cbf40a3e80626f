package org.leasemq.sqs.server;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.leasemq.console.http.Visit;

/** How requests for the console reach the server. */
record Visits(Web web) implements Function<Request, Visit> {
    private static final String HTTPS = "https";

    @Override
    public Visit apply(Request request) {
        ClientView view = (ClientView) request.getAttribute(ClientView.ATTRIBUTE);
        Set<String> origins = Stream.of(view.origin(), web.origin() == null ? view.origin() : web.origin())
                .collect(Collectors.toSet());
        boolean outside = web.publicUrl() != null;
        String prefix = outside ? web.prefix() : view.prefix();
        boolean secure =
                view.secure() || outside && HTTPS.equals(web.publicUrl().getScheme());
        return new Visit(view.remote(), origins, secure, prefix, path(request, web.prefix()));
    }

    private static String path(Request request, String prefix) {
        String path = request.getHttpURI().getPath();
        if (path == null) {
            return "/";
        }
        boolean before = !prefix.isEmpty() && (path.equals(prefix) || path.startsWith(prefix + "/"));
        return before ? path.substring(prefix.length()) : path;
    }
}
