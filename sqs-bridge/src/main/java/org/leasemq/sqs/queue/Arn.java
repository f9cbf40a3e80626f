package org.leasemq.sqs.queue;

import java.util.regex.Pattern;

/**
 * What an ARN says.
 *
 * @param home the account and the region
 * @param name the name there
 */
public record Arn(Arns home, String name) {
    private static final int PARTS = 6;
    /** AWS has some, such as {@code aws-cn} and {@code aws-us-gov}; here they are all the same. */
    private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]{1,8}){0,3}");

    /** The queue an ARN names, which need not be there; null if it is not one that clients see. */
    public static Arn ofQueue(String arn) {
        Arn read = of(arn, "sqs");
        return read != null && Names.isPlain(read.name) ? read : null;
    }

    /** The topic an ARN names, which need not be there; null if it is not one. */
    public static Arn ofTopic(String arn) {
        Arn read = of(arn, "sns");
        // nobody reaches what is elsewhere by its name in the engine
        return read == null || Arns.named(read.name) != null ? null : read;
    }

    private static Arn of(String arn, String service) {
        String[] parts = arn == null ? new String[0] : arn.split(":", PARTS);
        boolean fits = parts.length == PARTS
                && parts[0].equals("arn")
                && PARTITION.matcher(parts[1]).matches()
                && parts[2].equals(service)
                && Arns.isRegion(parts[3])
                && Arns.isAccount(parts[4])
                && Names.isPossible(parts[5]);
        return fits ? new Arn(new Arns(parts[4], parts[3]), parts[5]) : null;
    }
}
