package org.leasemq.sqs.cli;

import java.net.URI;
import java.time.Clock;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.RequestSigner;
import picocli.CommandLine.Option;

/** What commands work on: a running server, or a database. */
final class Target {
    @Option(
            names = "--url",
            description = "The running server (http://127.0.0.1:9324, or $LEASEMQ_URL).",
            defaultValue = "${env:LEASEMQ_URL:-http://127.0.0.1:9324}")
    private URI url;

    @Option(
            names = {"-d", "--data"},
            description = "Opens this database instead of asking a server.")
    private String data;

    @Option(
            names = "--access-key",
            description = "Access key id ($AWS_ACCESS_KEY_ID).",
            defaultValue = "${env:AWS_ACCESS_KEY_ID}")
    private String accessKey;

    @Option(
            names = "--secret-key",
            description = "Secret access key ($AWS_SECRET_ACCESS_KEY).",
            defaultValue = "${env:AWS_SECRET_ACCESS_KEY}")
    private String secretKey;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    boolean json() {
        return json;
    }

    Api open() {
        if (data != null) {
            return new LocalApi(data);
        }
        boolean signs = accessKey != null && secretKey != null;
        RequestSigner signer = signs
                ? new RequestSigner(new AccessKey(accessKey, secretKey, "", ""), "us-east-1", Clock.systemUTC())
                : null;
        return new RemoteApi(url, signer);
    }
}
