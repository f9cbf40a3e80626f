package org.leasemq.sqs.server;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What the server shows of itself, and wants to be shown by its clients, when they speak by TLS. */
final class Encryption {
    private Encryption() {}

    /** @throws ServerException if what it takes is not there */
    static SslContextFactory.Server of(ServerSettings.Tls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        KeyStore keystore = opened("keystore", tls.keystore(), tls.password());
        requireKey(keystore, tls);
        factory.setKeyStore(keystore);
        factory.setKeyStorePassword(tls.password());
        ServerSettings.ClientCertificates clients = tls.clients();
        if (clients != null) {
            KeyStore truststore = opened("truststore", clients.truststore(), clients.password());
            requireCertificate(truststore, clients);
            factory.setTrustStore(truststore);
            factory.setWantClientAuth(true);
            factory.setNeedClientAuth(clients.required());
        }
        return factory;
    }

    private static KeyStore opened(String what, String file, String password) {
        if (!new File(file).isFile()) {
            throw new ServerException("There is no " + what + " " + file + ".", null);
        }
        try {
            return KeyStore.getInstance(new File(file), password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerException("The " + what + " " + file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    /** Without one, every client would be turned away in the middle of greeting it. */
    private static void requireKey(KeyStore keystore, ServerSettings.Tls tls) {
        try {
            for (String alias : Collections.list(keystore.aliases())) {
                if (keystore.getKey(alias, tls.password().toCharArray()) != null) {
                    return;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new ServerException(
                    "The keystore " + tls.keystore() + " cannot be opened: " + e.getMessage() + ".", e);
        }
        throw new ServerException("The keystore " + tls.keystore() + " has no private key.", null);
    }

    /** Without one, nobody could be trusted. */
    private static void requireCertificate(KeyStore truststore, ServerSettings.ClientCertificates clients) {
        try {
            for (String alias : Collections.list(truststore.aliases())) {
                if (truststore.isCertificateEntry(alias)) {
                    return;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new ServerException(
                    "The truststore " + clients.truststore() + " cannot be read: " + e.getMessage() + ".", e);
        }
        throw new ServerException(
                "The truststore " + clients.truststore() + " has no certificate of anybody who signs those of clients."
                        + " Import one: keytool -importcert.",
                null);
    }
}
