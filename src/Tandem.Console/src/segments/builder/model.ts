import { brackets } from './scan';
import type { RuleNode, Span } from './tree';

/** A value as it stands in a rule. */
export type Scalar = string | number | boolean;

export const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

export const roots = { trait: 'customer.traits', identity: 'customer.identities', consent: 'customer.consents', account: 'account.traits' };

/** What a comparison is about: a trait of the customer or of the account, an identity, a consent. */
export type Subject = keyof typeof roots;

export type Test = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'startsWith' | 'endsWith' | 'contains' | 'known' | 'true';

export type Measure = 'any' | 'none' | 'count' | 'first' | 'last';

/** What a row of the builder says. What it has no words for stays an expression. */
export type Saying =
  | { kind: 'field'; subject: Subject; name: string; test: Test; values: Scalar[] }
  | { kind: 'segment'; name: string }
  | { kind: 'events'; event: string; within: string | null; measure: Measure; test: Test; value: Scalar }
  | { kind: 'other' };

export interface Condition {
  kind: 'condition';
  /** Of the whole row, with the brackets and the `!` around it. */
  span: Span;
  /** Of what it says, without those. */
  inner: Span;
  negated: boolean;
  saying: Saying;
}

export interface Group {
  kind: 'group';
  span: Span;
  inner: Span;
  negated: boolean;
  all: boolean;
  parts: Block[];
}

export type Block = Condition | Group;

const comparisons = ['==', '!=', '<', '<=', '>', '>='];
const mirrored: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };
const searches = ['startsWith', 'endsWith', 'contains'];

/** The rule as the builder shows it: one group, also where it is a single condition. */
export function modelOf(text: string, tree: RuleNode): Group {
  const pairs = brackets(text);
  const whole = blockOf(tree, [0, text.length]);
  if (whole.kind === 'group') return whole;
  return { kind: 'group', span: whole.span, inner: whole.span, negated: false, all: true, parts: [whole] };

  /** With the brackets around a node that belong to nothing else: those within `region`. */
  function around([from, to]: Span, region: Span): Span {
    let span: Span = [from, to];
    for (const [open, close] of pairs)
      if (open >= region[0] && close < region[1] && open < span[0] && close >= span[1]) span = [open, close + 1];
    return span;
  }

  function blockOf(node: RuleNode, region: Span): Block {
    const span = around(node.span, region);
    if (node.kind === 'unary' && node.operator === '!') {
      const operand = blockOf(node.operand, [node.span[0] + 1, Math.max(region[1], node.span[1])]);
      // The brackets of the operand stand behind the `!`, and their end with it.
      const outer: Span = around([node.span[0], Math.max(node.span[1], operand.span[1])], region);
      return { ...operand, span: outer, negated: !operand.negated };
    }
    if (node.kind === 'logical') {
      const parts = node.operands.map((operand, at) => {
        const before = node.operands[at - 1];
        const after = node.operands[at + 1];
        return blockOf(operand, [before ? before.span[1] : span[0], after ? after.span[0] : span[1]]);
      });
      // The first operand's own brackets may begin before the node, the last one's end behind it.
      const inner: Span = [parts[0]!.span[0], parts.at(-1)!.span[1]];
      return { kind: 'group', span: around(inner, region), inner, negated: false, all: node.operator === '&&', parts };
    }
    return { kind: 'condition', span, inner: node.span, negated: false, saying: sayingOf(node) };
  }
}

function sayingOf(node: RuleNode): Saying {
  if (node.kind === 'binary') {
    if (node.operator === 'in') return membership(node.left, node.right);
    if (!comparisons.includes(node.operator)) return { kind: 'other' };
    return compared(node.left, node.operator, node.right) ?? compared(node.right, mirrored[node.operator]!, node.left) ?? { kind: 'other' };
  }
  if (node.kind === 'call') return called(node);
  const field = fieldOf(node);
  return field === null ? { kind: 'other' } : { kind: 'field', ...field, test: 'true', values: [] };
}

function compared(left: RuleNode, operator: string, right: RuleNode): Saying | null {
  const value = scalarOf(right);
  const test = operator as Test;
  const field = fieldOf(left);
  if (field !== null) return value === null ? null : { kind: 'field', ...field, test, values: [value] };
  if (left.kind === 'call' && left.function === 'count' && left.arguments.length === 0 && left.target && typeof value === 'number') {
    const events = eventsOf(left.target);
    return events && { kind: 'events', ...events, measure: 'count', test, value };
  }
  if (left.kind === 'select' && left.field === 'timestamp' && left.operand.kind === 'call' && left.operand.target) {
    const { function: measure, target, arguments: given } = left.operand;
    const events = eventsOf(target!);
    const moment =
      right.kind === 'call' && right.function === 'timestamp' && !right.target && right.arguments.length === 1
        ? scalarOf(right.arguments[0]!)
        : null;
    if (events && given.length === 0 && (measure === 'first' || measure === 'last') && typeof moment === 'string')
      return { kind: 'events', ...events, measure, test, value: moment };
  }
  return null;
}

function membership(left: RuleNode, right: RuleNode): Saying {
  const field = fieldOf(left);
  if (field === null || right.kind !== 'list') return { kind: 'other' };
  const values = right.items.map(({ value, optional }) => (optional ? null : scalarOf(value)));
  return values.some((value) => value === null) ? { kind: 'other' } : { kind: 'field', ...field, test: 'in', values: values as Scalar[] };
}

function called({ function: name, target, arguments: given }: Extract<RuleNode, { kind: 'call' }>): Saying {
  const value = given.length === 1 ? scalarOf(given[0]!) : null;
  if (target === undefined) {
    if (name === 'in_segment' && typeof value === 'string') return { kind: 'segment', name: value };
    const field = name === 'has' && given.length === 1 ? fieldOf(given[0]!) : null;
    return field === null ? { kind: 'other' } : { kind: 'field', ...field, test: 'known', values: [] };
  }
  if (searches.includes(name) && typeof value === 'string') {
    const field = fieldOf(target);
    if (field !== null) return { kind: 'field', ...field, test: name as Test, values: [value] };
  }
  if ((name === 'any' || name === 'none') && given.length === 0) {
    const events = eventsOf(target);
    if (events !== null) return { kind: 'events', ...events, measure: name, test: '>=', value: 1 };
  }
  return { kind: 'other' };
}

function eventsOf(node: RuleNode): { event: string; within: string | null } | null {
  if (node.kind !== 'call' || node.arguments.length !== 1) return null;
  const argument = scalarOf(node.arguments[0]!);
  if (typeof argument !== 'string') return null;
  if (node.function === 'events' && node.target === undefined) return { event: argument, within: null };
  if (node.function !== 'within' || node.target === undefined) return null;
  const events = eventsOf(node.target);
  return events !== null && events.within === null ? { event: events.event, within: argument } : null;
}

function fieldOf(node: RuleNode): { subject: Subject; name: string } | null {
  if (node.kind !== 'select' && node.kind !== 'index') return null;
  if (node.optional) return null;
  const name = node.kind === 'select' ? node.field : scalarOf(node.key);
  if (typeof name !== 'string' || node.operand.kind !== 'select' || node.operand.optional || node.operand.operand.kind !== 'name')
    return null;
  const root = `${node.operand.operand.name}.${node.operand.field}`;
  const subject = (Object.keys(roots) as Subject[]).find((key) => roots[key] === root);
  return subject === undefined ? null : { subject, name };
}

/** Whole numbers come as text, because they may be larger than JSON's. */
function scalarOf(node: RuleNode): Scalar | null {
  if (node.kind !== 'literal') return null;
  if (node.type === 'int') {
    const value = Number(node.value);
    return Number.isSafeInteger(value) ? value : null;
  }
  return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
    ? ['string', 'bool', 'double'].includes(node.type)
      ? node.value
      : null
    : null;
}
