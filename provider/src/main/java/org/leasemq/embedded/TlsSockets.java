package org.leasemq.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.leasemq.options.HostAndPort;
import org.leasemq.options.InvalidOptionException;
import org.leasemq.options.Option;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.remote.Connector;

/**
 * Makes connections that speak TLS, with the trust and the keys that options name, or else those of the process. The server has to be
 * who it is taken for.
 */
final class TlsSockets implements Connector.Sockets {
    private final SSLContext context;

    private TlsSockets(SSLContext context) {
        this.context = context;
    }

    /** @throws InvalidOptionException if there are no such files, or they cannot be opened */
    static TlsSockets of(OptionValues options) {
        try {
            if (options.get(Options.KEY_STORE) == null && options.get(Options.TRUST_STORE) == null) {
                return new TlsSockets(SSLContext.getDefault());
            }
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys(options), trust(options), null);
            return new TlsSockets(made);
        } catch (GeneralSecurityException e) {
            throw new InvalidOptionException("No TLS can be spoken with key-store and trust-store: " + e, e);
        }
    }

    private static KeyManager[] keys(OptionValues options) throws GeneralSecurityException {
        if (options.get(Options.KEY_STORE) == null) {
            return null; // none
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(
                opened(options, Options.KEY_STORE, Options.KEY_STORE_PASSWORD),
                options.get(Options.KEY_STORE_PASSWORD).toCharArray());
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(OptionValues options) throws GeneralSecurityException {
        if (options.get(Options.TRUST_STORE) == null) {
            return null; // those of the process
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(opened(options, Options.TRUST_STORE, Options.TRUST_STORE_PASSWORD));
        return factory.getTrustManagers();
    }

    private static KeyStore opened(OptionValues options, Option<String> file, Option<String> password)
            throws GeneralSecurityException {
        String name = options.get(file);
        if (options.get(password) == null) {
            throw new InvalidOptionException("Option '" + file + "' needs '" + password + "' to open " + name + ".");
        }
        try {
            return KeyStore.getInstance(new File(name), options.get(password).toCharArray());
        } catch (IOException e) {
            throw new InvalidOptionException(
                    "Option '" + file + "' cannot be '" + name + "', which cannot be opened: " + e.getMessage() + ".",
                    e);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "Option '" + file + "' cannot be '" + name + "': there is no such file.", e);
        }
    }

    @Override
    public Socket connect(InetSocketAddress to, HostAndPort server, int timeoutMillis) throws IOException {
        Socket plain = Connector.plain(to, server, timeoutMillis);
        boolean spoken = false;
        try {
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(timeoutMillis);
            socket.setSoLinger(true, 1); // who closes it waits no longer for who writes to a server that reads nothing
            socket.startHandshake();
            spoken = true;
            return socket;
        } finally {
            if (!spoken) {
                plain.close();
            }
        }
    }
}
