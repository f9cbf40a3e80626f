/**
 * The engine of a server elsewhere, as though it were here: {@link org.leasemq.remote.RemoteEngine} implements the whole port by
 * asking over a connection, which may break and come back. What has no answer yet is asked again; the server carries nothing out
 * twice. Knows the port, its bytes, and nothing of who uses it.
 */
package org.leasemq.remote;
