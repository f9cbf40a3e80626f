package org.leasemq.sqs.server;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.leasemq.sqs.dispatch.Dispatcher;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Keeps pages in a browser from using the server in the name of whoever looks at them. Without access keys a request has to
 * name a host that is ours, and must not come from a page of another site. Pages that may are configured: they get the
 * headers of CORS, and their preflights are answered. Safe for use by several threads.
 */
final class PageGuard extends Handler.Wrapper {
    private static final int NO_CONTENT = 204;
    private static final String FRESH_SECONDS = "600";
    private static final String SITE = "Sec-Fetch-Site";

    private final Proxies proxies;
    private final List<String> origins;
    /** Null when it does not matter. */
    private final HostNames hosts;

    private final boolean open;
    private final Web web;
    private final Dispatcher dispatcher;

    /** @param dispatcher puts refusals into the words of the API, so that clients show them */
    PageGuard(Handler next, ServerSettings settings, Dispatcher dispatcher) {
        super(next);
        this.dispatcher = dispatcher;
        this.web = settings.web();
        this.proxies = new Proxies(web);
        this.origins = web.corsOrigins().stream().map(PageGuard::usual).toList();
        this.open = settings.accessKeys().isEmpty();
        Stream<String> own = Stream.concat(
                Stream.of(settings.host()),
                web.publicUrl() == null
                        ? Stream.empty()
                        : Stream.of(web.publicUrl().getHost()));
        this.hosts = open || !web.hostNames().isEmpty()
                ? new HostNames(Stream.concat(own, web.hostNames().stream()), settings.openToAll())
                : null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ClientView direct = Proxies.direct(request);
        ClientView view;
        try {
            view = proxies.view(request, direct);
        } catch (ApiException e) {
            request.setAttribute(ClientView.ATTRIBUTE, direct);
            refuse(request, response, callback, e);
            return true;
        }
        request.setAttribute(ClientView.ATTRIBUTE, view);
        if (hosts != null && !hosts.allows(view.host())) {
            refuse(
                    request,
                    response,
                    callback,
                    "The server is not to be called '" + view.host()
                            + "'. If that is its name, add it to host-names in its configuration.");
            return true;
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean welcome = origin != null && isWelcome(origin);
        if (!origins.isEmpty()) {
            response.getHeaders().add(HttpHeader.VARY, "Origin");
        }
        if (welcome) {
            response.getHeaders().put("Access-Control-Allow-Origin", origin);
            response.getHeaders().put("Access-Control-Expose-Headers", "x-amzn-RequestId, x-amzn-query-error");
            if (isPreflight(request)) {
                answerPreflight(request, response, callback);
                return true;
            }
        } else if (open && isForeign(request, view, origin)) {
            refuse(
                    request,
                    response,
                    callback,
                    "A page or a link in a browser asks this" + (origin == null ? "" : " (" + origin + ")")
                            + ", which is refused, since the server has no access keys. If the page may, add its"
                            + " origin to cors-origins in the server's configuration.");
            return true;
        }
        return super.handle(request, response, callback);
    }

    private boolean isWelcome(String origin) {
        return !origins.isEmpty() && (origins.contains(Web.ANY_ORIGIN) || origins.contains(usual(origin)));
    }

    private static String usual(String origin) {
        int end = origin.indexOf("://");
        return end < 0
                ? origin
                : origin.substring(0, end + 3) + ClientView.usual(origin.substring(0, end), origin.substring(end + 3));
    }

    /** Whether a browser sends this for a page that is not ours, or because somebody followed a link. */
    private boolean isForeign(Request request, ClientView view, String origin) {
        HttpFields headers = request.getHeaders();
        String site = headers.get(SITE);
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        if (origin != null) {
            return !isOurs(usual(origin), view);
        }
        String query = request.getHttpURI().getQuery();
        if (query == null) {
            return false;
        }
        // actions in links and pictures; old browsers do not say where a request comes from
        String browser = headers.get(HttpHeader.USER_AGENT);
        return "navigate".equals(headers.get("Sec-Fetch-Mode"))
                || site == null
                        && (headers.contains(HttpHeader.REFERER) || browser != null && browser.startsWith("Mozilla/"));
    }

    private boolean isOurs(String origin, ClientView view) {
        return origin.equals(view.origin()) || origin.equals(web.origin());
    }

    private static boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method");
    }

    private static void answerPreflight(Request request, Response response, Callback callback) {
        HttpFields asked = request.getHeaders();
        HttpFields.Mutable answer = response.getHeaders();
        answer.put("Access-Control-Allow-Methods", "GET, POST");
        String headers = asked.get("Access-Control-Request-Headers");
        if (headers != null) {
            answer.put("Access-Control-Allow-Headers", headers);
        }
        if ("true".equals(asked.get("Access-Control-Request-Private-Network"))) {
            answer.put("Access-Control-Allow-Private-Network", "true");
        }
        answer.put("Access-Control-Max-Age", FRESH_SECONDS);
        response.setStatus(NO_CONTENT);
        callback.succeeded();
    }

    private void refuse(Request request, Response response, Callback callback, String message) {
        refuse(request, response, callback, new ApiException(ErrorCode.ACCESS_DENIED, message));
    }

    private void refuse(Request request, Response response, Callback callback, ApiException refusal) {
        ClientView view = (ClientView) request.getAttribute(ClientView.ATTRIBUTE);
        Exchange.writeAndEnd(dispatcher.refused(Exchange.head(request, view, web), refusal), response, callback);
    }
}
