package org.leasemq.ra.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import javax.security.auth.Subject;

/**
 * As whom a connection is made.
 *
 * @param user null for whoever the settings name
 * @param password its password
 */
public record Credentials(String user, String password) {

    /**
     * What an application asks for.
     *
     * @param credentials as whom it asks
     * @param use what the connection is for
     */
    public record Request(Credentials credentials, Use use) implements ConnectionRequestInfo {}

    /** The server's word comes before the application's (Jakarta Connectors 2.1, 9.1). */
    public static Credentials of(ManagedConnectionFactory factory, Subject subject, ConnectionRequestInfo request) {
        if (subject != null) {
            for (PasswordCredential credential : subject.getPrivateCredentials(PasswordCredential.class)) {
                if (factory.equals(credential.getManagedConnectionFactory())) {
                    return new Credentials(credential.getUserName(), new String(credential.getPassword()));
                }
            }
        }
        return asked(request);
    }

    /** As whom an application asked for a connection. */
    static Credentials asked(ConnectionRequestInfo request) {
        return request instanceof Request own ? own.credentials : new Credentials(null, null);
    }

    static Use use(ConnectionRequestInfo request) {
        return request instanceof Request own ? own.use : Use.ALL;
    }

    @Override
    public String toString() {
        return "user " + user;
    }
}
