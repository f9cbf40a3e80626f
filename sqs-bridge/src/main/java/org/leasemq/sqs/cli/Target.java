package org.leasemq.sqs.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.RequestSigner;
import org.leasemq.sqs.server.ServerException;
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
            names = "--secret-key-file",
            description =
                    "File whose first line is the secret access key ($AWS_SECRET_ACCESS_KEY is the secret itself).")
    private Path secretKeyFile;

    /** Known only so that it is refused with words. */
    @Option(names = "--secret-key", hidden = true)
    private String secretKey;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    boolean json() {
        return json;
    }

    private String secret() {
        return secretKeyFile == null
                ? System.getenv("AWS_SECRET_ACCESS_KEY")
                : Secrets.read("The secret access key", secretKeyFile);
    }

    Api open() {
        if (secretKey != null) {
            throw new ServerException(
                    "--secret-key is not taken any more, since everybody on the machine sees it in the list of"
                            + " processes. Put the secret into a file (--secret-key-file) or into $AWS_SECRET_ACCESS_KEY;"
                            + " if others use this machine, make a new one.",
                    null);
        }
        if (data != null) {
            return new LocalApi(data);
        }
        String secret = secret();
        boolean signs = accessKey != null && secret != null;
        RequestSigner signer = signs
                ? new RequestSigner(new AccessKey(accessKey, secret, "", ""), "us-east-1", Clock.systemUTC())
                : null;
        return new RemoteApi(url, signer);
    }
}
