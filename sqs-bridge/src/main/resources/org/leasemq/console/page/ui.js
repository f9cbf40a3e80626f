// What the views have in common.
import { h, Component } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import htm from 'htm';
import { byItself } from './api.js';

export const html = htm.bind(h);

const numbers = new Intl.NumberFormat('en');
const times = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const count = value => numbers.format(value);
/** What is beyond all calendars is never. */
export const time = millis => !millis ? '' : Math.abs(millis) <= 8.64e15 ? times.format(new Date(millis)) : 'never';
export const rate = value => value >= 10 ? numbers.format(Math.round(value)) + '/s' : value > 0.05 ? value.toFixed(1) + '/s' : '0/s';

export function size(bytes) {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let unit = 0;
  while (bytes >= 1024 && unit < 3) {
    bytes /= 1024;
    unit++;
  }
  return (unit ? bytes.toFixed(bytes < 10 ? 1 : 0) : bytes) + ' ' + units[unit];
}

/** A duration as people say it; null is for ever. */
export function duration(millis) {
  if (millis == null) {
    return 'for ever';
  }
  const parts = [[86400000, 'd'], [3600000, 'h'], [60000, 'min'], [1000, 's']];
  let text = '';
  for (const [length, unit] of parts) {
    const some = Math.floor(millis / length);
    if (some && text.split(' ').length < 5) {
      text += (text ? ' ' : '') + some + ' ' + unit;
    }
    millis -= some * length;
  }
  return !text ? (millis ? millis + ' ms' : '0 s') : millis && text.split(' ').length < 5 ? text + ' ' + millis + ' ms' : text;
}

/** What has become of something that was asked for: again when its keys change, and each so many milliseconds. */
export function useAsked(asking, keys, every) {
  const [state, set] = useState({ value: null, error: null });
  const again = useRef(() => {});
  useEffect(() => {
    let over = false;
    const run = () => asking().then(
      value => over || set({ value, error: null }),
      error => over || set(before => ({ value: before.value, error: error.message })));
    again.current = run;
    run();
    const timer = every && setInterval(() => byItself(run), every);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, keys);
  return [state.value, state.error, () => again.current()];
}

export const Fault = ({ error }) => error ? html`<p class="error" role="alert">${error}</p>` : null;

export const Empty = ({ children }) => html`<div class="empty">${children}</div>`;

export function Spark({ values, label }) {
  const known = (values || []).filter(value => value !== 'NaN' && value != null);
  if (known.length < 2) {
    return html`<span class="hide-narrow">–</span>`;
  }
  const most = Math.max(...known, 1);
  const points = known.map((value, i) => `${(i * 98 / (known.length - 1) + 1).toFixed(1)},${(22 - value * 20 / most).toFixed(1)}`).join(' ');
  return html`<svg class="spark" width="100" height="24" viewBox="0 0 100 24" role="img" aria-label=${label}><polyline points=${points} /></svg>`;
}

/** Something in front of the page; what had the focus before gets it back, or, if that is gone, the page. */
export function Dialog({ title, children, close }) {
  const ref = useRef();
  const gone = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog.showModal();
    const first = dialog.querySelector('input:not([type=hidden]), select, textarea');
    first && first.focus(); // not what scrolls around it
    return () => {
      gone.current = true;
      dialog.close();
      (before && before.isConnected && before !== document.body ? before : document.querySelector('main') || document.body).focus();
    };
  }, []);
  const escape = event => {
    if (event.key === 'Escape') {
      event.preventDefault(); // pressed twice it closes a dialog, whatever becomes of the cancel event
      close();
    }
  };
  const closed = () => {
    if (!gone.current) {
      close();
      ref.current && ref.current.isConnected && ref.current.showModal(); // who may not go yet stays to be seen
    }
  };
  return html`<dialog ref=${ref} aria-labelledby="dialog-title" onKeyDown=${escape} onClose=${closed} onCancel=${event => { event.preventDefault(); close(); }}>
    <article><header><h2 id="dialog-title">${title}</h2></header>${children}</article></dialog>`;
}

/**
 * Asks before something is done, with what has to be known for that, and says what became of it. Done once, however often the button
 * is pressed.
 * @param act gets the form
 * @param close is told whether it is done, and the answer
 */
export function Sure({ title, children, button, danger, act, close, word }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState('');
  const begun = useRef(false);
  const go = async event => {
    event.preventDefault();
    if (begun.current || word && typed !== word) {
      return;
    }
    begun.current = true;
    setBusy(true);
    setError(null);
    try {
      close(true, await act(event.target));
    } catch (e) {
      begun.current = false;
      setError(e.message);
      setBusy(false);
    }
  };
  const leave = () => begun.current || close(false); // what was begun is told of, however it ends
  return html`<${Dialog} title=${title} close=${leave}>
    <form onSubmit=${go}>
      ${children}
      ${word && html`<label>Type <strong>${word}</strong> to go on
        <input value=${typed} onInput=${event => setTyped(event.target.value)} autocomplete="off" /></label>`}
      <${Fault} error=${error} />
      <footer class="bar">
        <button type="button" class="secondary" disabled=${busy} onClick=${leave}>Cancel</button>
        <button class=${danger ? 'danger' : ''} disabled=${word && typed !== word} aria-busy=${busy}>${button}</button>
      </footer>
    </form></${Dialog}>`;
}

export const queueLink = name => '#/queue/' + encodeURIComponent(name);

/** Shows an error of a part of the page in the place of that part; the others stay. */
export class Guard extends Component {
  constructor() {
    super();
    this.state = { error: null };
  }

  static getDerivedStateFromError(error) {
    return { error };
  }

  render({ children }, { error }) {
    return error ? html`<h1>This view failed</h1><p class="error" role="alert">${String(error)}</p>
      <p>Go to another one, or load the page again; the queues are not touched by this.</p>` : children;
  }
}
