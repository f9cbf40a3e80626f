package org.leasemq.sqs.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012", "example");

    private final SigningKeys keys = new SigningKeys();

    private static SignatureScope scope(String region) {
        return new SignatureScope(KEY.id(), "20150830", region, "iam", "aws4_request");
    }

    @Test
    void thePublishedKeyIsDerived() {
        assertEquals(
                "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9",
                HexFormat.of().formatHex(keys.of(KEY, scope("us-east-1"))));
    }

    @Test
    void onlyWhatWasOfUseIsRemembered() {
        byte[] key = keys.of(KEY, scope("us-east-1"));
        assertEquals(0, keys.size());
        keys.remember(scope("us-east-1"), key);
        assertEquals(1, keys.size());
        assertTrue(key == keys.of(KEY, scope("us-east-1")));
    }

    @Test
    void theMemoryIsBounded() {
        for (int region = 0; region < 5000; region++) {
            keys.remember(scope("r" + region), new byte[32]);
            assertTrue(keys.size() <= 1000);
        }
    }
}
