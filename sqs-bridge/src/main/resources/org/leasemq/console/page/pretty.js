// Bodies with line breaks where people want them. What is in them stays as it is: numbers, names, and their order.

/** Deeper, or longer when it is indented, is shown as it is. */
const DEEPEST = 100;
const LONGEST = 4000000;
const indent = depth => '\n' + '  '.repeat(depth);

/** Collects text; gives up where it would be too much. */
class Written {
  parts = [];
  length = 0;

  add(text) {
    this.parts.push(text);
    this.length += text.length;
    return this.length <= LONGEST;
  }

  toString() {
    return this.parts.join('');
  }
}

/** Null if it is no JSON, or cannot be shown so. */
export function prettyJson(text) {
  try {
    JSON.parse(text);
  } catch (e) {
    return null;
  }
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  const out = new Written();
  let depth = 0;
  let before = '';
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const token = found[0];
    const opened = before === '{' || before === '[';
    const closes = token === '}' || token === ']';
    if (closes) {
      depth--;
    }
    const line = closes ? !opened : opened || before === ',';
    if (depth > DEEPEST || !out.add((line ? indent(depth) : '') + (token === ':' ? ': ' : token))) {
      return null;
    }
    if (token === '{' || token === '[') {
      depth++;
    }
    before = token;
  }
  return out.toString();
}

/** Where what begins at a '<' ends; the end of the text if it does not. */
function endOf(text, start) {
  const [close, length] = text.startsWith('<!--', start) ? ['-->', 3] : text.startsWith('<![CDATA[', start) ? [']]>', 3] : ['>', 1];
  const end = text.indexOf(close, start);
  return end < 0 ? text.length : end + length;
}

/** Null if it does not look like XML, or cannot be shown so. */
export function prettyXml(text) {
  const whole = text.trim();
  if (!whole.startsWith('<') || !whole.endsWith('>')) {
    return null;
  }
  const out = new Written();
  let depth = 0;
  let filled = false;
  let opened = false;
  for (let at = 0; at < whole.length;) {
    const end = whole[at] === '<' ? endOf(whole, at) : (whole.indexOf('<', at) + 1 || whole.length + 1) - 1;
    const part = whole.slice(at, end);
    at = end;
    if (part[0] !== '<') {
      filled = part.trim() !== '';
      if (filled && !out.add(part)) {
        return null;
      }
      continue;
    }
    const closes = part[1] === '/';
    const opens = /^<[^!?/]/.test(part) && !part.endsWith('/>');
    if (closes) {
      depth = Math.max(0, depth - 1);
    }
    const line = out.length > 0 && !filled && !(closes && opened) && !part.startsWith('<![') ? indent(depth) : '';
    if (depth > DEEPEST || !out.add(line + part)) {
      return null;
    }
    filled = part.startsWith('<![');
    opened = opens;
    depth += opens ? 1 : 0;
  }
  return out.toString();
}
