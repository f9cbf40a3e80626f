package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.options.ConnectionUrl;

/** A large message is on its way to a client, with more in line than any socket takes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeAnswersTest extends RemoteFixture {
    private static final int LARGE = 48 << 20;
    private static final String OTHER = "other";

    private LeaseEngine engine;

    @BeforeEach
    void sendLarge() {
        ConnectionUrl url = ConnectionUrl.parse(place);
        try (EngineHandle handle = engines.open(url.place(), url.options())) {
            engine = handle.engine();
            engine.createQueue(QUEUE, QueueAttributes.standardQueue()).await();
            engine.createQueue(OTHER, QueueAttributes.standardQueue()).await();
            engine.send(Target.queue(QUEUE), List.of(Message.of(Body.binary(new byte[LARGE]))))
                    .await();
        }
    }

    private static long number(RawConnection.Frame frame) {
        return new WireIn(frame.content()).readLong();
    }

    private static byte[] sendSmall(long number) {
        return RawConnection.call(
                number, Verbs.SEND, new Requests.Send(Target.queue(OTHER), List.of(Message.of(Body.text("small")))));
    }

    @Test
    void whatElseIsAskedIsHeardAndAnsweredMeanwhile() throws IOException {
        try (RawConnection connection = raw().greeted(UUID.randomUUID())) {
            connection.write(RawConnection.call(-1, Verbs.RECEIVE, ReceiveRequest.from(QUEUE)));
            assertEquals(FrameType.PART, connection.next().type());
            connection.write(sendSmall(1));
            await(() -> engine.statistics(OTHER).await().available() == 1);
            List<Long> answers = new ArrayList<>();
            long bytes = 0;
            for (int frames = 1; !answers.contains(-1L); frames++) {
                RawConnection.Frame frame = connection.next();
                bytes += frame.content().length;
                if (frame.type() == FrameType.ANSWER) {
                    answers.add(number(frame));
                }
                if (frames % 50 == 0) {
                    connection.write(sendSmall(1 + frames / 50));
                }
            }
            assertTrue(bytes > LARGE - (1 << 20), bytes + " bytes");
            assertEquals(1L, answers.get(0));
        }
    }
}
