package org.leasemq.sqs.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/**
 * A certificate that vouches for its own key. The platform can read certificates and not make them, so the few fields one needs
 * are written here, in DER (RFC 5280, section 4.1).
 */
final class SelfSigned {
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int TEXT = 0x0C;
    private static final int TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;
    /** sha256WithRSAEncryption, without parameters; and the attribute common name. */
    private static final byte[] ALGORITHM = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00
    };

    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    /** For ever, as far as such times go: whoever trusts it does so for where it was got. */
    private static final String FROM = "200101000000Z";

    private static final String UNTIL = "491231235959Z";

    private SelfSigned() {}

    /** The certificate of a pair of RSA keys, in DER. */
    static byte[] certificate(KeyPair keys, String name, BigInteger serial) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, ALGORITHM);
        byte[] subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, name.getBytes(UTF_8)))));
        byte[] certified = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, serial.toByteArray()),
                algorithm,
                subject,
                der(SEQUENCE, der(TIME, FROM.getBytes(US_ASCII)), der(TIME, UNTIL.getBytes(US_ASCII))),
                subject,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(certified);
        return der(SEQUENCE, certified, algorithm, der(BITS, new byte[] {0}, signature.sign()));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] size = BigInteger.valueOf(length).toByteArray();
            int first = size[0] == 0 ? 1 : 0;
            out.write(0x80 + size.length - first);
            out.write(size, first, size.length - first);
        }
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteArray();
    }
}
