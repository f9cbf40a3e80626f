package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine, and a client that trusts it. */
public final class TestKeystore {
    private static final String PASSWORD = "changeit";

    private final Path file;

    private TestKeystore(Path file) {
        this.file = file;
    }

    /** Makes one in a directory. */
    public static TestKeystore in(Path directory) throws IOException, InterruptedException {
        return in(directory, "localhost");
    }

    /** Makes one in a directory, whose certificate has that name. */
    public static TestKeystore in(Path directory, String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name + ",O=Acme",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, status);
        return new TestKeystore(file);
    }

    public ServerSettings.Tls settings() {
        return new ServerSettings.Tls(file.toString(), PASSWORD);
    }

    /** Key and certificate as other programs want them. */
    public Path pem() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        Path pem = file.resolveSibling("server.pem");
        Files.writeString(
                pem,
                block(
                                "PRIVATE KEY",
                                keys.getKey("server", PASSWORD.toCharArray()).getEncoded())
                        + block("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        return pem;
    }

    private static String block(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + name + "-----\n";
    }

    public Path file() {
        return file;
    }

    public String password() {
        return PASSWORD;
    }

    /** A file with the certificate alone, for who trusts it. */
    public Path trust() throws IOException, GeneralSecurityException {
        Path trust = file.resolveSibling(file.getFileName() + ".trust");
        try (OutputStream out = Files.newOutputStream(trust)) {
            certificates().store(out, PASSWORD.toCharArray());
        }
        return trust;
    }

    public SSLContext trusting() throws IOException, GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private KeyStore certificates() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", trusted.getCertificate("server"));
        return certificates;
    }
}
