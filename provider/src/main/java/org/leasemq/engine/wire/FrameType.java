package org.leasemq.engine.wire;

import java.nio.ByteBuffer;

/**
 * What is said between a client and a server that has an engine. On a connection each frame is its length (four bytes, of what
 * follows), its type (one byte, by the order of these constants) and its content.
 */
public enum FrameType {
    /**
     * Said first, by the client: version, id of the session, description, whether the session was {@linkplain #WELCOME welcome}
     * before, for how many milliseconds it wants to be missed before it is given up.
     */
    HELLO,
    /**
     * The answer to that: version, which life of the session it is (another one than before if nothing of what it had is there), for
     * how many milliseconds it is missed, what time it is at the server in milliseconds since the epoch, {@linkplain Resumption a secret}
     * by which the session is gone on with; without a byte if there is none, or it is the same as before.
     */
    WELCOME,
    /** The server refuses the connection, or what was said on it, and ends it: why, in words; whether another may be had later. */
    REFUSED,
    /**
     * The client asks: number, below which number it knows the answers of all changes, {@linkplain Frames#request request}. Numbers
     * of what {@linkplain Verb#changes changes} something count up from 1, those of questions down from -1.
     */
    CALL,
    /** A part of what is too long for one frame: number, bytes. The frame with the end stands behind it, of whatever kind. */
    PART,
    /** The client waits no more: number. */
    CANCEL,
    /** The client knows answers: their numbers. Those of changes below the number that {@link #CALL} says need not be told. */
    KNOWN,
    /** The client has asked again all that it has no answer to. */
    ALL_ASKED,
    /** The server answers: number, {@linkplain Frames#answer answer}. */
    ANSWER,
    /** Is somebody there? Said by the client; answered by {@link #PONG}. */
    PING,
    /** Here is somebody: what time it is there. */
    PONG,
    /** The session ends, with all that it has. */
    BYE,
    /**
     * The server ends, and the connection does once the server has answered what is under way. What the client asks from now on is not
     * heard; it asks on another connection.
     */
    ENDING;

    /** The version that is spoken here. */
    public static final int VERSION = 1;

    /** What a request of HTTP asks to be upgraded to, and where. */
    public static final String PROTOCOL = "leasemq/" + VERSION;

    public static final String PATH = "/leasemq";

    /** Bytes that stand before the content: length and type. */
    public static final int HEAD = Integer.BYTES + 1;

    private static final FrameType[] ALL = values();

    /** @throws WireException if there is none of that number */
    static FrameType numbered(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new WireException("there is no frame of type " + number);
        }
        return ALL[number];
    }

    /** A frame with room for so many bytes of content. */
    byte[] empty(int length) {
        byte[] frame = new byte[HEAD + length];
        ByteBuffer.wrap(frame).putInt(length + 1).put((byte) ordinal());
        return frame;
    }

    /** A whole frame. */
    public byte[] frame(WireOut content) {
        return content.toFrame(this);
    }

    /** A whole frame with a number in it. */
    public byte[] frame(long number) {
        WireOut out = new WireOut();
        out.writeLong(number);
        return frame(out);
    }

    /** A whole frame without content. */
    public byte[] frame() {
        return frame(new WireOut());
    }
}
