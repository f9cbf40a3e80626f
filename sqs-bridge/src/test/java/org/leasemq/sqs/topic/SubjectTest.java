package org.leasemq.sqs.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** The subject of what is published, and other values of topics that have to be one thing or the other. */
class SubjectTest extends BridgeFixture {
    private String topics(String form) throws IOException {
        return RawRequest.form("Version=2010-03-31&TopicArn=arn:aws:sns:us-east-1:000000000000:t&" + form)
                .send(server.uri());
    }

    private String publish(String subject) throws IOException {
        topics("Action=CreateTopic&Name=t");
        return topics("Action=Publish&Message=m&Subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\rb", "a\tb", "a\u0085b"})
    void aSubjectIsOneLineOfText(String subject) throws IOException {
        assertTrue(publish(subject).contains("<Message>Invalid parameter: Subject</Message>"));
    }

    @Test
    void aSubjectHasUpTo100Characters() throws IOException {
        assertTrue(publish("\ud83d\ude00".repeat(100)).startsWith("HTTP/1.1 200"));
        assertTrue(publish("x".repeat(101)).contains("<Message>Invalid parameter: Subject</Message>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "1", "yes", ""})
    void rawDeliveryIsTrueOrFalse(String raw) throws IOException {
        create("q");
        topics("Action=CreateTopic&Name=t");
        String answer = topics("Action=Subscribe&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q"
                + "&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=" + raw);
        assertTrue(answer.contains("RawMessageDelivery: Invalid value [" + raw + "]. Must be true or false."), answer);
    }

    @Test
    void existsIsTrueOrFalse() throws IOException {
        create("q");
        topics("Action=CreateTopic&Name=t");
        String policy = URLEncoder.encode("{\"a\":[{\"exists\":1}]}", StandardCharsets.UTF_8);
        String answer = topics("Action=Subscribe&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q"
                + "&Attributes.entry.1.key=FilterPolicy&Attributes.entry.1.value=" + policy);
        assertEquals("400", answer.split(" ", 3)[1], answer);
    }
}
