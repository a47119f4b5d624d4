import type { Block, Condition, Group, Saying } from './model';
import { scan, type Piece } from './scan';
import type { Span } from './tree';
import { isTight, written } from './written';

// Each edit touches only what it is about: what an engineer wrote around it, comments above all, stays as it is.

const put = (text: string, [from, to]: Span, by: string) => text.slice(0, from) + by + text.slice(to);

const piecesIn = (text: string, [from, to]: Span): Piece[] => scan(text).filter((piece) => piece.from >= from && piece.to <= to);

const commentsIn = (text: string, span: Span) =>
  piecesIn(text, span)
    .filter(({ kind }) => kind === 'comment')
    .map(({ from, to }) => text.slice(from, to));

const operatorIn = (text: string, gap: Span) =>
  piecesIn(text, gap).find(({ kind, from, to }) => kind === 'code' && ['&&', '||'].includes(text.slice(from, to)));

const hasBrackets = (text: string, { span, inner }: Block) =>
  piecesIn(text, [span[0], inner[0]]).some(({ kind, from }) => kind === 'code' && text[from] === '(');

const gapAfter = (group: Group, at: number): Span => [group.parts[at]!.span[1], group.parts[at + 1]!.span[0]];

/** The blanks that a line begins with. */
const indentAt = (text: string, at: number) => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0];

/** Whether a rule, put beside others, would be torn apart without brackets. */
function isLoose(rule: string): boolean {
  let depth = 0;
  return scan(rule).some(({ kind, from, to }) => {
    if (kind !== 'code') return false;
    const code = rule.slice(from, to);
    if (code === '(' || code === '[' || code === '{') depth++;
    if (code === ')' || code === ']' || code === '}') depth--;
    return depth === 0 && ['&&', '||', '?'].includes(code);
  });
}

/** Has a row say something else. */
export function say(text: string, row: Condition, saying: Exclude<Saying, { kind: 'other' }>): string {
  return putRule(text, row, written(saying), isTight(saying));
}

/** Puts a rule that somebody wrote in the place of a row. */
export const sayText = (text: string, row: Condition, rule: string, isAlone: boolean): string =>
  putRule(text, row, isLoose(rule) && !isAlone && !hasBrackets(text, row) ? `(${rule})` : rule, !isLoose(rule) && !row.negated);

function putRule(text: string, row: Condition, rule: string, tight: boolean): string {
  const needed = row.negated && !tight && !hasBrackets(text, row) && !rule.startsWith('(') ? `(${rule})` : rule;
  const comments = commentsIn(text, row.inner).map((comment) => `${comment}\n${indentAt(text, row.inner[0])}`);
  return put(text, row.inner, comments.join('') + needed);
}

/** Turns a row or a group into its opposite. */
export function negate(text: string, block: Block): string {
  if (block.negated) {
    const mark = piecesIn(text, [block.span[0], block.inner[0]]).find(({ kind, from }) => kind === 'code' && text[from] === '!');
    return mark ? put(text, [mark.from, mark.to], '') : text;
  }
  if (hasBrackets(text, block) || (block.kind === 'condition' && isTight(block.saying)))
    return put(text, [block.span[0], block.span[0]], '!');
  return put(text, block.span, `!(${text.slice(...block.span)})`);
}

/** All of a group's parts, or any. */
export function combine(text: string, group: Group, all: boolean, isRoot: boolean): string {
  const operator = all ? '&&' : '||';
  let result = text;
  for (let at = group.parts.length - 2; at >= 0; at--) {
    const found = operatorIn(text, gapAfter(group, at));
    if (found) result = put(result, [found.from, found.to], operator);
  }
  // The new operators are as long as the old ones, so that places still hold.
  return isRoot || hasBrackets(text, group) ? result : put(result, group.span, `(${result.slice(...group.span)})`);
}

/** One more part at the end of a group, laid out as the ones before it. */
export function add(text: string, group: Group | null, rule: string): string {
  if (group === null) return text.trim() === '' ? rule : `${text.trimEnd()}\n${rule}`;
  const operator = group.all ? '&&' : '||';
  const last = group.parts.at(-1)!;
  const base =
    group.parts.length === 1 && last.kind === 'condition' && last.saying.kind === 'other' && isLoose(text.slice(...last.span))
      ? put(text, last.span, `(${text.slice(...last.span)})`)
      : text;
  const end = last.span[1] + (base.length - text.length);
  const gap: Span | null = group.parts.length > 1 ? gapAfter(group, group.parts.length - 2) : null;
  if (gap === null || !text.slice(...gap).includes('\n')) return put(base, [end, end], ` ${operator} ${rule}`);

  const trails = text.slice(operatorIn(text, gap)?.to ?? gap[1], gap[1]).includes('\n');
  const newLine = `\n${indentAt(text, last.span[0])}`;
  const rest = /^[ \t]*(\/\/[^\n]*)?/.exec(base.slice(end))![0];
  return trails
    ? `${base.slice(0, end)} ${operator}${rest.trimEnd()}${newLine}${rule}${base.slice(end + rest.length)}`
    : `${base.slice(0, end)}${rest.trimEnd()}${newLine}${operator} ${rule}${base.slice(end + rest.length)}`;
}

/** Takes a part out, with its operator; comments beside it stay. */
export function remove(text: string, group: Group, at: number): string {
  if (group.parts.length === 1) return commentsIn(text, [0, text.length]).join('\n');
  if (at === 0) {
    const gap = gapAfter(group, 0);
    const kept = commentsIn(text, gap).map((comment) => `${comment}\n${indentAt(text, gap[1])}`);
    return put(text, [group.parts[0]!.span[0], gap[1]], kept.join(''));
  }
  const gap = gapAfter(group, at - 1);
  const kept = commentsIn(text, gap).map((comment) => ` ${comment}`);
  const end = group.parts[at]!.span[1];
  const needsLine = kept.length > 0 && !/^[ \t]*(\n|\/\/|$)/.test(text.slice(end));
  return put(text, [gap[0], end], kept.join(`\n${indentAt(text, gap[0])}`) + (needsLine ? `\n${indentAt(text, gap[0])}` : ''));
}

/** Puts an alternative beside one part: a group of the other kind, in brackets. */
export function pair(text: string, group: Group, at: number, rule: string): string {
  const part = group.parts[at]!;
  const operator = group.all ? '||' : '&&';
  return put(text, part.span, `(${text.slice(...part.span)} ${operator} ${rule})`);
}
