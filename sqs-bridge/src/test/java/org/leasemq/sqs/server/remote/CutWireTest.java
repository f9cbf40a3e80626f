package org.leasemq.sqs.server.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.process.QueueServer;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import org.leasemq.sqs.server.remote.FrameProxy.Cut;

/** The wire breaks, or the server is killed, at each frame of a conversation: nothing is lost, and nothing is there twice. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutWireTest {
    private static final String SEED = "leasemq.test.seed";
    /** The server is killed at every so many frames; at each, by 1. */
    private static final int BETWEEN_KILLS = Integer.getInteger("leasemq.test.frames.between.kills", 7);

    @TempDir
    private Path directory;

    private final EmbeddedEngines engines = EmbeddedEngines.ofServer("leasemq-test");
    private final List<String> names = new ArrayList<>();

    @AfterEach
    void close() {
        engines.closeAll();
    }

    private void converse(Conversation conversation, FrameProxy proxy, int frame, Cut cut, Runnable then) {
        proxy.cutAt(frame, cut, then);
        names.add(frame + " " + cut);
        conversation.about(names.get(names.size() - 1));
    }

    /** How many frames a conversation has in which nothing breaks. */
    private int frames(Conversation conversation, FrameProxy proxy) {
        converse(conversation, proxy, 0, Cut.ALL, () -> {});
        int frames = proxy.frames();
        assertTrue(frames > 20, frames + " frames");
        return frames;
    }

    @ParameterizedTest
    @EnumSource
    void whereverTheWireBreaksEverythingIsDoneOnce(Cut cut) throws IOException {
        try (SqsServer server = SqsServer.start(
                        ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:mem:cut-wire-" + cut),
                        engines);
                FrameProxy proxy = new FrameProxy(server.uri().getPort())) {
            Conversation conversation = new Conversation(engines, proxy.port());
            int frames = frames(conversation, proxy);
            for (int frame = 1; frame <= frames; frame++) {
                converse(conversation, proxy, frame, cut, () -> {});
            }
            proxy.cutNowhere();
            conversation.check(names);
        }
    }

    @Test
    void whereverTheServerIsKilledEverythingIsDoneOnce() throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.getLogger("org.leasemq.test").log(Level.WARNING, "killed with -D" + SEED + "=" + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (QueueServer server = new QueueServer(directory).start();
                FrameProxy proxy = new FrameProxy(server.port())) {
            Conversation conversation = new Conversation(engines, proxy.port());
            int frames = frames(conversation, proxy);
            for (int frame = 1 + random.nextInt(BETWEEN_KILLS); frame <= frames; frame += BETWEEN_KILLS) {
                Cut cut = Cut.values()[random.nextInt(Cut.values().length)];
                converse(conversation, proxy, frame, cut, server::killAndStart);
                proxy.cutNowhere();
                server.awaitStart();
            }
            proxy.cutNowhere();
            conversation.check(names);
        }
    }
}
