/**
 * The web console: a page in a browser, and what it asks the server for. It knows the port of the engine and who may what, and next to
 * nothing of the SQS API. Begin with {@link org.leasemq.console.Console}.
 */
package org.leasemq.console;
