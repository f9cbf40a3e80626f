package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/** A connection that says whatever it is told to say. */
final class RawConnection implements AutoCloseable {
    /** @param content behind length and type */
    record Frame(FrameType type, byte[] content) {
        String text() {
            return new WireIn(content).readText();
        }
    }

    static final String UPGRADE =
            "GET /leasemq HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n" + "Upgrade: leasemq/1\r\n\r\n";

    final Socket socket;
    private final DataInputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void write(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
    }

    /** The head of an answer of HTTP. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** All that still comes. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    RawConnection upgraded() throws IOException {
        write(UPGRADE);
        String head = head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(head);
        }
        return this;
    }

    RawConnection greeted(UUID id) throws IOException {
        upgraded();
        write(hello(id, 10_000));
        if (next().type() != FrameType.WELCOME) {
            throw new AssertionError("not welcome");
        }
        return this;
    }

    static byte[] hello(UUID id, long timeout) {
        return hello(id, timeout, "a raw client");
    }

    static byte[] hello(UUID id, long timeout, String description) {
        WireOut out = new WireOut();
        out.writeInt(FrameType.VERSION);
        out.writeId(id);
        out.writeText(description);
        out.writeBoolean(false);
        out.writeLong(timeout);
        return FrameType.HELLO.frame(out);
    }

    static <R> byte[] call(long number, Verb<R, ?> verb, R request) {
        WireOut head = new WireOut();
        head.writeLong(number);
        head.writeLong(1);
        WireOut all = new WireOut();
        Parts.frames(FrameType.CALL, number, head, Frames.request(verb, request))
                .forEach(frame -> all.writeAll(frame, 0, frame.length));
        return all.toBytes();
    }

    Frame next() throws IOException {
        int length = in.readInt();
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        byte[] content = java.util.Arrays.copyOfRange(bytes, 1, length);
        return new Frame(FrameType.values()[bytes[0]], content);
    }

    /** Whether there is nothing more to come, or the connection was reset. */
    boolean isOver() {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
