package org.leasemq.sqs.wire;

import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status the status
 * @param contentType the type of the body; null if AWS does not tell it either
 * @param headers further headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {}
