package org.leasemq.sqs.cli.api;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.access.RequestSigner;
import org.leasemq.sqs.access.SignatureScope;
import org.leasemq.sqs.queue.Arns;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Option;

/** What commands work on: a running server, or a database. */
public final class CommandTarget {
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

    @Option(
            names = "--account",
            description =
                    "Account whose queues are called by their names, of a server without access keys or with --data"
                            + " (the server's own).")
    private String account;

    @Option(names = "--region", description = "Region whose queues are called by their names (the server's own).")
    private String region;

    /** Known only so that it is refused with words. */
    @Option(names = "--secret-key", hidden = true)
    private String secretKey;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    public boolean json() {
        return json;
    }

    private String secret() {
        return secretKeyFile == null
                ? System.getenv("AWS_SECRET_ACCESS_KEY")
                : Secrets.read("The secret access key", secretKeyFile);
    }

    public Api open() {
        if (secretKey != null) {
            throw new ServerException(
                    "--secret-key is not taken any more, since everybody on the machine sees it in the list of"
                            + " processes. Put the secret into a file (--secret-key-file) or into $AWS_SECRET_ACCESS_KEY;"
                            + " if others use this machine, make a new one.",
                    null);
        }
        requirePossible();
        if (data != null) {
            return new LocalApi(data, account, region);
        }
        Clock clock = Clock.systemUTC();
        return new RemoteApi(url, signer(secret(), clock), clock);
    }

    private void requirePossible() {
        if (account != null && !Arns.isAccount(account)) {
            throw new ServerException("'" + account + "' is no account: that has 12 digits.", null);
        }
        if (region != null && !Arns.isRegion(region)) {
            throw new ServerException(
                    "'" + region + "' is no region: that has up to 32 letters, digits and hyphens.", null);
        }
    }

    /** Null to sign nothing, which means the server's own account and region. */
    private RequestSigner signer(String secret, Clock clock) {
        boolean signs = accessKey != null && secret != null;
        if (signs && account != null) {
            throw new ServerException(
                    "The access key says which account it is. To name a queue of another, give its URL or its ARN.",
                    null);
        }
        if (!signs && account == null && region == null) {
            return null;
        }
        // a server without access keys looks at the scope alone
        String id = account != null ? account : accessKey != null ? accessKey : "none";
        AccessKey key = new AccessKey(id, signs ? secret : "none", "", "");
        return new RequestSigner(key, region == null ? SignatureScope.ANY_REGION : region, clock);
    }
}
