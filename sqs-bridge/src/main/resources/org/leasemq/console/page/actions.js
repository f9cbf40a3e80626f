// What can be done with a queue.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { base64, bytesOf, fromHex, plainHex } from './bytes.js';
import { count, Dialog, Fault, html, size, Sure } from './ui.js';

/** @param message to begin with: a copy that is corrected */
export function Send({ queue, message, close }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [kind, setKind] = useState(message && !message.isText ? 'hex' : 'text');
  const fifo = queue.attributes.fifo;
  const go = async event => {
    event.preventDefault();
    const form = event.target;
    const data = { queue: message ? form.to.value : queue.name, priority: Number(form.priority.value) };
    if (form.group.value) {
      data.group = form.group.value;
      data.exclusiveGroup = true;
    }
    if (form.delay.value) {
      data.delay = Number(form.delay.value);
    }
    if (message) {
      data.attributes = Object.fromEntries(Object.entries(message.attributes).filter(([name]) => !name.startsWith('AWS.')));
    }
    setBusy(true);
    try {
      if (kind === 'text') {
        data.body = form.body.value;
      } else {
        data.bytes = base64(kind === 'hex' ? fromHex(form.body.value) : new Uint8Array(await form.file.files[0].arrayBuffer()));
      }
      await ask('send-message', data);
      close(true);
    } catch (e) {
      setError(e.message);
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${message ? 'Send a corrected copy' : 'Send to ' + queue.shown} close=${() => close(false)}><form onSubmit=${go}>
    ${message && html`<label>To which queue<input name="to" required defaultValue=${message.source || queue.name} autocomplete="off" /></label>`}
    <label>Content as<select value=${kind} onChange=${event => setKind(event.target.value)}>
      <option value="text">text</option><option value="hex">bytes, written in hex</option><option value="file">bytes of a file</option></select></label>
    ${kind === 'file' ? html`<label>File<input name="file" type="file" required /></label>`
    : html`<label>Body<textarea key=${kind} name="body" rows="8" spellcheck=${false}>${!message ? '' : kind === 'hex' ? plainHex(bytesOf(message)) : message.isText ? message.body : ''}</textarea></label>`}
    <div class="grid">
      <label>Message group${fifo ? '' : ' (may be empty)'}<input name="group" required=${fifo} defaultValue=${message && message.group || ''} autocomplete="off" /></label>
      <label>Priority<input name="priority" type="number" min="0" max="9" defaultValue=${message ? message.priority : 4} /></label>
      ${fifo ? html`<input type="hidden" name="delay" />` : html`<label>Delay in seconds<input name="delay" type="number" min="0" /></label>`}</div>
    ${message && html`<p>Its ${Object.keys(message.attributes).length} attributes go with it. The message itself stays where it is.</p>`}
    <${Fault} error=${error} />
    <footer class="bar"><button type="button" class="secondary" onClick=${() => close(false)}>Cancel</button>
      <button disabled=${busy} aria-busy=${busy}>Send</button></footer></form></${Dialog}>`;
}

export function MoveAll({ queue, close }) {
  const [to, setTo] = useState(queue.sources.length ? '' : null);
  const back = queue.sources.length > 0;
  const act = async () => {
    await ask('move-all', to ? { queue: queue.name, to } : { queue: queue.name });
    location.hash = '#/moves';
  };
  return html`<${Sure} title=${back ? 'Send dead letters back' : 'Move all messages'} button="Move" act=${act} close=${close}>
    <p>The <strong>${count(queue.counts.available)} messages</strong> that can be received now are moved, each as a whole. What has been moved stays moved if you stop. It goes on when you leave this page.</p>
    <label>${back ? 'To which queue (empty: each to where it came from)' : 'To which queue'}
      <input value=${to || ''} required=${!back} onInput=${event => setTo(event.target.value)} list="sources" autocomplete="off" /></label>
    <datalist id="sources">${queue.sources.map(name => html`<option value=${name}></option>`)}</datalist></${Sure}>`;
}

/** Some messages to another queue. */
export function MoveSome({ queue, messages, close }) {
  const [to, setTo] = useState(messages[0].source || '');
  return html`<${Sure} title=${'Move ' + messages.length + (messages.length === 1 ? ' message' : ' messages')} button="Move" close=${close}
      act=${() => ask('move-messages', { queue: queue.name, to: to || null, messages })}>
    <label>To which queue${messages.every(one => one.source) ? ' (empty: each to where it came from)' : ''}<input value=${to} required=${!messages.every(one => one.source)} onInput=${event => setTo(event.target.value)} autocomplete="off" /></label></${Sure}>`;
}

export function Change({ queue, close }) {
  const [error, setError] = useState(null);
  const a = queue.attributes;
  const [forEver, setForEver] = useState(a.retention == null);
  const go = async event => {
    event.preventDefault();
    const form = event.target;
    const seconds = name => Number(form[name].value);
    try {
      await ask('change-queue', {
        queue: queue.name, version: queue.version,
        visibilityTimeout: seconds('visibilityTimeout'), delay: seconds('delay'), receiveWait: seconds('receiveWait'),
        retention: forEver ? null : seconds('retention'), maximumMessageSize: seconds('maximumMessageSize'),
        deadLetterQueue: form.deadLetterQueue.value || null, maxReceiveCount: seconds('maxReceiveCount') || 3
      });
      close(true);
    } catch (e) {
      setError(e.message);
    }
  };
  const field = (name, title, value) => html`<label>${title}<input name=${name} type="number" min="0" step="any" defaultValue=${value} required /></label>`;
  return html`<${Dialog} title=${'Change ' + queue.shown} close=${() => close(false)}><form onSubmit=${go}>
    <div class="grid">${field('visibilityTimeout', 'A lease lasts (seconds)', a.visibilityTimeout / 1000)}${field('delay', 'Messages are delayed (seconds)', a.delay / 1000)}</div>
    <div class="grid">${field('receiveWait', 'A receive waits (seconds)', a.receiveWait / 1000)}
      ${field('maximumMessageSize', 'Largest message (bytes; now ' + size(a.maximumMessageSize) + ')', a.maximumMessageSize)}</div>
    <label><input type="checkbox" checked=${forEver} onChange=${event => setForEver(event.target.checked)} /> Messages are kept for ever</label>
    ${!forEver && field('retention', 'Messages are kept (seconds). Older ones are destroyed at once', (a.retention || 345600000) / 1000)}
    <div class="grid"><label>Dead letters go to (empty: nowhere)<input name="deadLetterQueue" defaultValue=${a.deadLetterQueue || ''} autocomplete="off" /></label>
      <label>after so many deliveries<input name="maxReceiveCount" type="number" min="1" max="1000" defaultValue=${a.maxReceiveCount || 3} /></label></div>
    <${Fault} error=${error} />
    <footer class="bar"><button type="button" class="secondary" onClick=${() => close(false)}>Cancel</button><button>Change</button></footer></form></${Dialog}>`;
}
