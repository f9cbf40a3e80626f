package org.leasemq.sqs.server.remote;

import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;
import org.leasemq.log.Logs;

/** Certificates that clients have shown, and that somebody has signed whom the server trusts. */
final class Certificates {
    private static final System.Logger LOG = Logs.of(Certificates.class);
    private static final String COMMON_NAME = "CN";

    private Certificates() {}

    /** The common name of the certificate with which a request has come; null for none. */
    static String name(Request request) {
        Object session = request.getAttribute(SslSessionData.ATTRIBUTE);
        if (!(session instanceof SslSessionData data)
                || data.peerCertificates() == null
                || data.peerCertificates().length == 0) {
            return null;
        }
        return name(data.peerCertificates()[0]);
    }

    private static String name(X509Certificate certificate) {
        try {
            List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
            List<Rdn> names = parts.stream()
                    .filter(part -> part.getType().equalsIgnoreCase(COMMON_NAME))
                    .toList();
            return names.size() == 1 && names.get(0).getValue() instanceof String name ? name : null;
        } catch (InvalidNameException e) {
            LOG.log(Level.DEBUG, "A certificate has a subject that cannot be read", e);
            return null;
        }
    }
}
