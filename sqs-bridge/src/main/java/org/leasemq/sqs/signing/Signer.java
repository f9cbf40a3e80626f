package org.leasemq.sqs.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Signs with a key of its own, which a certificate goes with. Immutable; safe for use by several threads. */
public final class Signer {
    private static final int BITS = 2048;
    private static final int SERIAL = 63;
    private static final int NAME = 16;

    private final PrivateKey key;
    private final byte[] certificate;

    private Signer(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** One with a new key. */
    static Signer create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair keys = generator.generateKeyPair();
            BigInteger serial = new BigInteger(SERIAL, new SecureRandom()).add(BigInteger.ONE);
            return new Signer(keys.getPrivate(), SelfSigned.certificate(keys, "LeaseMQ topics", serial));
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /**
     * One that was kept.
     *
     * @throws IllegalArgumentException if that cannot be read
     */
    static Signer of(String key, String certificate) {
        try {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key));
            return new Signer(
                    KeyFactory.getInstance("RSA").generatePrivate(spec),
                    Base64.getDecoder().decode(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key by which topics sign cannot be read", e);
        }
    }

    String key() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    String certificate() {
        return Base64.getEncoder().encodeToString(certificate);
    }

    /**
     * A signature.
     *
     * @param version 1 (SHA-1) or 2 (SHA-256)
     * @return in Base64
     */
    public String sign(String version, String text) {
        try {
            Signature signature = Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** Where the certificate is found on this server. */
    public String path() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
            return Signers.PATH + HexFormat.of().formatHex(digest, 0, NAME) + ".pem";
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** The certificate as it is found there. */
    public String pem() {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    private static IllegalStateException unsupported(GeneralSecurityException e) {
        return new IllegalStateException("Every Java platform has RSA and SHA", e);
    }
}
