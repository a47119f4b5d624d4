export interface CelToken {
  kind: 'string' | 'number' | 'word' | 'call' | 'name' | 'mark';
  text: string;
}

const pattern = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\b\d[\d.]*\b)|(\b(?:in|true|false|null)\b)|([A-Za-z_]\w*)(?=\s*\()|([A-Za-z_]\w*)/g;
const groups = ['string', 'number', 'word', 'call', 'name'] as const;

/** Cuts a rule into pieces to tint, without understanding it; together they are the text again. */
export function celTokens(text: string): CelToken[] {
  const tokens: CelToken[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: 'mark', text: text.slice(end, match.index) });
    const group = groups.find((_, index) => match[index + 1] !== undefined) ?? 'name';
    tokens.push({ kind: group, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ kind: 'mark', text: text.slice(end) });
  return tokens;
}
