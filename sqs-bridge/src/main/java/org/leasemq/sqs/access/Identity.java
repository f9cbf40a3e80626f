package org.leasemq.sqs.access;

/**
 * Who calls.
 *
 * @param account number of the account, 12 digits
 * @param user id of the access key, or what stands for it
 * @param region the region the client means
 * @param remote address of the client
 * @param secure whether the connection is encrypted
 */
public record Identity(String account, String user, String region, String remote, boolean secure) {}
