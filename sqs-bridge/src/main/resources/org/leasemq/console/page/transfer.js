// Messages out of a queue into a file, and back.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, download } from './api.js';
import { count, Dialog, Fault, html, size } from './ui.js';

const LINES = 500;
/** Of what is sent at once, unless one line has more; and of a line, which the server would not read. */
const BYTES = 1000000;
const LONGEST = 2000000;
const encoder = new TextEncoder();
/** What a line takes when it is sent. */
const weight = text => encoder.encode(JSON.stringify(text)).length + 100;

/** The lines of a file, a piece of it at a time. */
async function* linesOf(file) {
  const reader = file.stream().pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    yield* parts;
  }
  if (rest) {
    yield rest;
  }
}

/** What can be known before anything is sent: each line is a message. */
async function check(file, tell) {
  let number = 0;
  try {
    for await (const line of linesOf(file)) {
      number++;
      if (line.trim() && typeof JSON.parse(line).Body !== 'string') {
        throw new Error('it is no exported message');
      }
      if (weight(line) > LONGEST) {
        throw new Error('it is larger than the console sends; use the command line, leasemq import');
      }
      number % 10000 || tell(number);
    }
  } catch (e) {
    throw new Error('Nothing was sent. Line ' + Math.max(1, number) + ' of the file cannot be read: ' + e.message + '. The file is torn, or none that was exported.');
  }
  return number;
}

/** Where an import that has not come to its end is: kept as long as the window, for the next time. */
const kept = {
  name: queue => 'leasemq-import ' + queue,
  get(queue) {
    try {
      return JSON.parse(sessionStorage.getItem(kept.name(queue)));
    } catch (e) {
      return null;
    }
  },
  set(queue, value) {
    try {
      value ? sessionStorage.setItem(kept.name(queue), JSON.stringify(value)) : sessionStorage.removeItem(kept.name(queue));
    } catch (e) {
      // a browser that keeps nothing
    }
  }
};

/** Whoever begins again at the beginning would send everything twice. */
const goOn = left => left.to ? 'The page was left while ' + left.file + ' was sent. ' + underWay(left)
  : 'Not all of ' + left.file + ' was sent. Go on with line ' + left.from + '.';
const underWay = ({ from, to }) => 'Lines ' + from + ' to ' + to + ' were under way. Look whether the last of them have come; then go on with line ' + from + ', or ' + (to + 1) + '.';

/** Who leaves the page while something is under way is asked. */
function useStay(busy) {
  useEffect(() => {
    const stay = event => { event.preventDefault(); event.returnValue = ''; };
    busy && addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [busy]);
}

export function Import({ queue, close }) {
  const [error, setError] = useState(null);
  const [state, setState] = useState(null);
  const [left] = useState(() => kept.get(queue.name));
  const over = useRef(false);
  const busy = !!state && !state.over;
  useStay(busy);
  useEffect(() => () => { over.current = true; }, []);
  const go = async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    over.current = false;
    const form = event.target;
    const file = form.file.files[0];
    const from = Number(form.from.value) || 1;
    setError(null);
    const sum = {};
    let number = 0;
    let sent = 0;
    const seen = new Set();
    const send = async lines => {
      lines.length && kept.set(queue.name, { file: file.name, from: lines[0].number, to: lines[lines.length - 1].number });
      const told = await ask('import-messages', { queue: queue.name, file: file.name, lines }).catch(e => {
        throw lines.length ? new Error(e.message + ' ' + underWay(kept.get(queue.name) || { from: lines[0].number, to: lines[lines.length - 1].number })) : e;
      });
      Object.entries(told.counts).forEach(([kind, some]) => { sum[kind] = (sum[kind] || 0) + some; });
      sent += told.taken;
      kept.set(queue.name, { file: file.name, from: told.refused ? lines[told.taken].number : number });
      if (told.refused) {
        throw new Error('Line ' + lines[told.taken].number + ' was not sent: ' + told.refused + ' Go on with that line, or the next to leave it out.');
      }
    };
    try {
      setState({ text: 'The file is being checked.' });
      const all = await check(file, read => setState({ text: count(read) + ' lines are whole so far.' }));
      let lines = [];
      let length = 0;
      const flush = async () => {
        if (over.current) {
          throw new Error('Stopped. Go on with line ' + (lines.length ? lines[0].number : number) + '.');
        }
        await send(lines);
        lines = [];
        length = 0;
        setState({ done: number, all, text: count(sent) + ' lines are taken, of ' + count(all) + '. If this page is closed now, go on with line ' + number + '.' });
      };
      for await (const text of linesOf(file)) {
        number++;
        if (lines.length === LINES || length && length + weight(text) > BYTES) {
          await flush();
        }
        if (text.trim()) {
          const id = queue.attributes.fifo && JSON.parse(text).MessageDeduplicationId;
          const again = !!id && seen.has(id);
          id && seen.add(id);
          if (number >= from) {
            lines.push({ number, text, again });
            length += weight(text);
          }
        }
      }
      await flush();
      kept.set(queue.name, null);
      const words = [[sum.SENT, 'messages sent'], [sum.SENT_ANEW, 'sent that count as sent now, since they were older than the queue keeps messages'],
        [sum.EXPIRED, 'had expired and were left out'], [sum.DUPLICATE, 'were left out as duplicates']].filter(([some]) => some).map(([some, what]) => count(some) + ' ' + what);
      setState({ over: true, done: 1, all: 1, text: (words.join(', ') || 'There was nothing to send') + '.' });
    } catch (e) {
      setState(before => ({ ...before, over: true, text: count((sum.SENT || 0) + (sum.SENT_ANEW || 0)) + ' messages were sent.' }));
      setError(e.message);
    }
  };
  return html`<${Dialog} title=${'Import into ' + queue.shown} close=${() => busy || close(true)}><form onSubmit=${go}>
    <p>Sends what was exported, here or by the command line, in the same order, with the times it had. The file stays where it is, and is checked before anything is sent.</p>
    <label>File<input name="file" type="file" required disabled=${busy} /></label>
    ${left && !state && html`<p class="attention">${goOn(left)}</p>`}
    <label>Begin with line<input name="from" type="number" min="1" defaultValue=${left ? left.from : 1} disabled=${busy} /></label>
    ${state && html`<div role="status">${state.all ? html`<progress aria-label="Lines of the file that are taken" value=${state.done} max=${state.all}></progress>` : ''}<p>${state.text}</p></div>`}
    <${Fault} error=${error} />
    <footer class="bar">${busy ? html`<button type="button" class="secondary" onClick=${() => { over.current = true; }}>Stop</button>`
      : html`<button type="button" class="secondary" onClick=${() => close(true)}>Close</button>`}
      <button aria-busy=${busy}>Import</button></footer></form></${Dialog}>`;
}

/** A file as the browser keeps those that are downloaded. */
function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function Export({ queue, close }) {
  const [error, setError] = useState(null);
  const [read, setRead] = useState(null);
  const [done, setDone] = useState(false);
  const stop = useRef(new AbortController());
  const busy = read != null && !done;
  const go = async event => {
    event.preventDefault();
    if (busy) {
      return;
    }
    setError(null);
    setRead(0);
    try {
      const blob = await download('export', { queue: queue.name }, stop.current.signal, setRead);
      save(blob, queue.shown.replace(/[^A-Za-z0-9._-]+/g, '-') + '.jsonl');
      setDone(true);
    } catch (e) {
      stop.current.signal.aborted ? close(false) : setError('The export broke off, and nothing was saved: ' + e.message);
      setRead(null);
    }
  };
  return html`<${Dialog} title=${'Export ' + queue.shown} close=${() => { stop.current.abort(); close(false); }}><form onSubmit=${go}>
    <p>Writes the messages to a file, a line of JSON each, as the command line does, without receiving them. They stay in the queue.</p>
    <p role="status">${done ? size(read) + ' are saved.' : busy ? size(read) + ' so far.' : ''}</p>
    <${Fault} error=${error} />
    <footer class="bar"><button type="button" class="secondary" onClick=${() => { stop.current.abort(); close(false); }}>${busy ? 'Stop' : 'Close'}</button>
      ${!done && html`<button aria-busy=${busy}>Export</button>`}</footer></form></${Dialog}>`;
}
