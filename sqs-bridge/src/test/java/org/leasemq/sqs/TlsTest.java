package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** The server over TLS, with a certificate made for the test. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private Path keystore() throws IOException, InterruptedException {
        Path file = directory.resolve("server.p12");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
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
        return file;
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", trusted.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static ServerSettings settings(Path keystore) {
        return ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withTls(new ServerSettings.Tls(keystore.toString(), PASSWORD));
    }

    @Test
    void requestsAreEncryptedAndUrlsSaySo() throws Exception {
        Path keystore = keystore();
        try (SqsServer server = SqsServer.start(settings(keystore), EmbeddedEngines.ofServer("leasemq-test"))) {
            assertEquals("https", server.uri().getScheme());
            String answer = HttpClient.newBuilder()
                    .sslContext(trusting(keystore))
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.uri() + "/?Action=CreateQueue&QueueName=q"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertTrue(answer.contains("<QueueUrl>" + server.uri() + "/000000000000/q</QueueUrl>"), answer);
        }
    }

    @Test
    void aKeystoreThatIsNotThereIsNamed() {
        ServerSettings settings = settings(directory.resolve("nothing.p12"));
        ServerException refused = assertThrows(
                ServerException.class, () -> SqsServer.start(settings, EmbeddedEngines.ofServer("leasemq-test")));
        assertTrue(refused.getMessage().contains("nothing.p12"), refused.getMessage());
    }
}
