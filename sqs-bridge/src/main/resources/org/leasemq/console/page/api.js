// What the page asks the server for.

const headers = { 'Content-Type': 'application/json', 'X-LeaseMQ-Console': '1' };
let whenOut = () => {};
let alone = false;

/** Asks as the page does by itself, which does not keep a session: that is for what a person does. */
export function byItself(asking) {
  alone = true;
  try {
    return asking();
  } finally {
    alone = false;
  }
}

const by = () => alone ? headers : { ...headers, 'X-LeaseMQ-By': 'person' };

/** Called when nobody is logged in any more. */
export function onLoggedOut(action) {
  whenOut = action;
}

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function ask(name, data = {}) {
  let response;
  try {
    response = await fetch('console/api/' + name, { method: 'POST', headers: by(), body: JSON.stringify(data), credentials: 'same-origin' });
  } catch (e) {
    throw new Refused(0, 'The server does not answer. It is asked again.');
  }
  const answer = await response.json().catch(() => ({ error: 'The server answered with ' + response.status + '.' }));
  if (!response.ok) {
    if (response.status === 401 && name !== 'login') {
      whenOut();
    }
    throw new Refused(response.status, answer.error);
  }
  return answer;
}

/** Reads what is longer than an answer, and tells how many bytes have come; fails if it is not complete. */
export async function download(name, data, signal, tell) {
  const response = await fetch('console/api/' + name, { method: 'POST', headers: by(), body: JSON.stringify(data), credentials: 'same-origin', signal });
  if (!response.ok) {
    response.status === 401 && whenOut();
    throw new Refused(response.status, (await response.json()).error);
  }
  const reader = response.body.getReader();
  const parts = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return new Blob(parts);
    }
    bytes += value.length;
    parts.push(new Blob([value]));
    tell(bytes);
  }
}

/** Hears of queues until it is told to stop; asks instead where the server has no room for that. */
export function listen(queues, tell) {
  const stop = new AbortController();
  const pause = millis => new Promise(done => setTimeout(done, millis));
  (async () => {
    while (!stop.signal.aborted) {
      try {
        const response = await fetch('console/api/live', {
          method: 'POST', headers, body: JSON.stringify({ queues }), credentials: 'same-origin', signal: stop.signal
        });
        if (response.ok) {
          await read(response.body.getReader(), tell);
        } else if (response.status === 401) {
          whenOut();
          return;
        } else {
          tell(await byItself(() => ask('counts', { queues })));
        }
      } catch (e) {
        if (stop.signal.aborted) {
          return;
        }
      }
      await pause(5000);
    }
  })();
  return () => stop.abort();
}

async function read(reader, tell) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    text += decoder.decode(value, { stream: true });
    let end;
    while ((end = text.indexOf('\n\n')) >= 0) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      if (event.startsWith('data:')) {
        tell(JSON.parse(event.slice(5)));
      }
    }
  }
}
