/** The page's files, and its requests. */
package org.leasemq.console.http;
