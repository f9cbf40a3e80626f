package org.leasemq.sqs.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** Requests are in UTF-8, and encoded in no other way: what one reader takes for something else, another might not. */
class EncodingsTest extends BridgeFixture {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void jsonInAnotherEncodingIsRefused(String encoding) throws IOException {
        String answer = RawRequest.json("ListQueues", "")
                .body("{\"MaxResults\":5}".getBytes(Charset.forName(encoding)))
                .send(server.uri());
        assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("UTF-8"), answer);
    }

    private int transfer(String encoding) throws IOException {
        return RawRequest.json("ListQueues", "")
                .body("2\r\n{}\r\n0\r\n\r\n".getBytes(US_ASCII))
                .with("Content-Length", null)
                .with("Transfer-Encoding", encoding)
                .status(server.uri());
    }

    @Test
    void chunksMayNotHideAnotherEncoding() throws IOException {
        assertEquals(200, transfer("chunked"));
        assertEquals(400, transfer("gzip, chunked"));
        assertEquals(400, transfer("identity, chunked"));
    }
}
