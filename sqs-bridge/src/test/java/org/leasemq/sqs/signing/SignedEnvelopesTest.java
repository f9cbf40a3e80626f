package org.leasemq.sqs.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;
import org.leasemq.sqs.server.SqsServer;

/** Envelopes carry a signature that holds by a certificate which the server serves. */
class SignedEnvelopesTest extends BridgeFixture {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";

    private void ask(String form) throws Exception {
        String answer = RawRequest.form("Version=2010-03-31&TopicArn=" + TOPIC + "&" + form)
                .send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    private JsonNode published(String queue, String version, String subject) throws Exception {
        ask("Action=CreateTopic&Name=t");
        ask("Action=SetTopicAttributes&AttributeName=SignatureVersion&AttributeValue=" + version);
        ask("Action=Subscribe&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q");
        ask("Action=Publish&Message=" + URLEncoder.encode("h\u00e4llo \"you\"\n", UTF_8) + subject);
        return new ObjectMapper().readTree(receiveOne(queue).body());
    }

    private X509Certificate certificate(JsonNode envelope) throws Exception {
        URI url = URI.create(envelope.get("SigningCertURL").textValue());
        assertTrue(url.getPath().matches("/SimpleNotificationService-[0-9a-f]{32}\\.pem"), url.toString());
        String answer = new RawRequest("GET " + url.getPath()).send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        String pem = answer.substring(answer.indexOf("-----BEGIN"));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }

    private static String signed(JsonNode envelope) {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
            if (envelope.has(name)) {
                text.append(name)
                        .append('\n')
                        .append(envelope.get(name).textValue())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static boolean holds(JsonNode envelope, X509Certificate certificate, String text) throws Exception {
        boolean second = envelope.get("SignatureVersion").textValue().equals("2");
        Signature signature = Signature.getInstance(second ? "SHA256withRSA" : "SHA1withRSA");
        signature.initVerify(certificate);
        signature.update(text.getBytes(UTF_8));
        return signature.verify(
                Base64.getDecoder().decode(envelope.get("Signature").textValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void theSignatureHolds(String version) throws Exception {
        JsonNode envelope = published(create("q"), version, "&Subject=s");
        X509Certificate certificate = certificate(envelope);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertEquals("CN=LeaseMQ topics", certificate.getSubjectX500Principal().getName());
        assertEquals(version, envelope.get("SignatureVersion").textValue());
        assertTrue(holds(envelope, certificate, signed(envelope)));
        assertFalse(holds(envelope, certificate, signed(envelope) + "x"));
    }

    @Test
    void theSubjectIsLeftOutWhereThereIsNone() throws Exception {
        JsonNode envelope = published(create("q"), "2", "");
        assertFalse(envelope.has("Subject"));
        assertTrue(holds(envelope, certificate(envelope), signed(envelope)));
    }

    @Test
    void theSubscriptionEndsByItsUrl() throws Exception {
        JsonNode envelope = published(create("q"), "1", "");
        String url = envelope.get("UnsubscribeURL").textValue();
        assertTrue(url.startsWith(server.uri() + "/?Action=Unsubscribe&SubscriptionArn=" + TOPIC + ":"), url);
        String get = "GET " + url.substring(server.uri().toString().length());
        String ended = new RawRequest(get).send(server.uri());
        assertTrue(ended.startsWith("HTTP/1.1 200"), ended);
        assertTrue(ended.contains("<UnsubscribeResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"), ended);
        String wrong = new RawRequest(get.substring(0, get.lastIndexOf(':'))).send(server.uri());
        assertTrue(wrong.contains("<Code>InvalidParameter</Code>") && !wrong.contains("<Detail/>"), wrong);
        ask("Action=Publish&Message=m");
        assertEquals(
                List.of(),
                receive(sqs.getQueueUrl(request -> request.queueName("q")).queueUrl(), 1));
    }

    @Test
    void theKeyStaysWithTheQueues() throws Exception {
        String before = published(create("q"), "1", "").get("SigningCertURL").textValue();
        ConnectionUrl url = ConnectionUrl.parse(place);
        EngineHandle kept = engines.open(url.place(), url.options());
        int port = server.uri().getPort();
        server.close();
        server = SqsServer.start(settings(), engines);
        kept.close();
        sqs.close();
        sqs = client(server.uri(), "test", "test");
        String after = published(
                        sqs.getQueueUrl(request -> request.queueName("q")).queueUrl(), "1", "")
                .get("SigningCertURL")
                .textValue();
        assertNotNull(after);
        assertEquals(
                before.replace(":" + port, ""), after.replace(":" + server.uri().getPort(), ""));
    }
}
