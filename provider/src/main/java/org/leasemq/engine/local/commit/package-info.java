/** How operations become durable: the line, who leads, whom one waits for. */
package org.leasemq.engine.local.commit;
