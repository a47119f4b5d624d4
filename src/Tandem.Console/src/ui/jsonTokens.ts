export interface Token {
  kind: 'name' | 'string' | 'number' | 'word' | 'mark';
  text: string;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

/** Cuts JSON text into pieces to tint; together they are the text again. */
export function jsonTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'mark', text: text.slice(end, match.index) });
    const [whole, quoted, colon] = match;
    if (quoted !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'name', text: quoted });
      if (colon !== undefined) tokens.push({ kind: 'mark', text: colon });
    } else tokens.push({ kind: /[a-z]/.test(whole[0] ?? '') ? 'word' : 'number', text: whole });
    end = match.index + whole.length;
  }
  if (end < text.length) tokens.push({ kind: 'mark', text: text.slice(end) });
  return tokens;
}
