// Bytes as people read and write them.

export const bytesOf = message => message.isText ? new TextEncoder().encode(message.body) : Uint8Array.from(atob(message.bytes), one => one.charCodeAt(0));

const pairs = bytes => [...bytes].map(one => one.toString(16).padStart(2, '0')).join(' ');

const MOST = 65536;

/** With places and characters, to look at: the beginning of what is long. */
export function hex(bytes) {
  const lines = [];
  for (let i = 0; i < Math.min(bytes.length, MOST); i += 16) {
    const row = bytes.slice(i, i + 16);
    lines.push(i.toString(16).padStart(6, '0') + '  ' + pairs(row).padEnd(48)
      + ' ' + [...row].map(one => one > 31 && one < 127 ? String.fromCharCode(one) : '.').join(''));
  }
  bytes.length > MOST && lines.push('… and ' + (bytes.length - MOST) + ' bytes more');
  return lines.join('\n');
}

/** Without, to be changed. */
export function plainHex(bytes) {
  const lines = [];
  for (let i = 0; i < bytes.length; i += 16) {
    lines.push(pairs(bytes.slice(i, i + 16)));
  }
  return lines.join('\n');
}

/** What is written so; fails with words. */
export function fromHex(text) {
  const digits = text.replace(/\s+/g, '');
  const wrong = digits.match(/[^0-9a-fA-F]/);
  if (wrong || digits.length % 2) {
    throw new Error(wrong ? "'" + wrong[0] + "' is no digit of hex." : 'Half a byte is missing: each has two digits.');
  }
  return Uint8Array.from(digits.match(/../g) || [], pair => parseInt(pair, 16));
}

export function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}
