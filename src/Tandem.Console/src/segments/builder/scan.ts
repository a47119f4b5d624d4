/** A stretch of a rule's text: a comment, a string, blanks, or one symbol or word of code. */
export interface Piece {
  kind: 'comment' | 'string' | 'blank' | 'code';
  from: number;
  to: number;
}

const pattern =
  /(\/\/[^\n]*)|([rRbB]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(\s+)|(\w+|&&|\|\||[=!<>]=|[^])/g;

/** Cuts a rule into pieces, one after the other; together they are the text again. */
export const scan = (text: string): Piece[] =>
  [...text.matchAll(pattern)].map((match) => ({
    kind: match[1] !== undefined ? 'comment' : match[2] !== undefined ? 'string' : match[3] !== undefined ? 'blank' : 'code',
    from: match.index,
    to: match.index + match[0].length,
  }));

/** Round brackets that belong together: where each opens and where it closes, the inner ones first. */
export function brackets(text: string): [open: number, close: number][] {
  const open: number[] = [];
  const pairs: [number, number][] = [];
  for (const { kind, from } of scan(text)) {
    if (kind !== 'code') continue;
    if (text[from] === '(') open.push(from);
    else if (text[from] === ')' && open.length > 0) pairs.push([open.pop()!, from]);
  }
  return pairs;
}
