package org.leasemq.sqs.access;

import java.util.Map;

/**
 * Who wants to do something, as policies see it.
 *
 * @param account account of the caller
 * @param arn the caller's own name
 * @param context values of condition keys, by name in small letters
 */
public record Caller(String account, String arn, Map<String, String> context) {}
