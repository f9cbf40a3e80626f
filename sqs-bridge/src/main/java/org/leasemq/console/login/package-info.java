/** Who looks at the page, and for how long. */
package org.leasemq.console.login;
