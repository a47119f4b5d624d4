import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { add, combine, negate, pair, remove, say, sayText } from './edit';
import { modelOf, type Block, type Condition, type Group, type Saying } from './model';
import { brackets, scan } from './scan';
import type { RuleNode } from './tree';
import { written } from './written';

// The parser's own trees; a test of the server holds them to what the parser says now.
const rules = JSON.parse(readFileSync(new URL('../../../../../tests/approved/rule-trees.json', import.meta.url), 'utf8')) as {
  rule: string;
  tree: RuleNode;
}[];

function model(start: string): { text: string; root: Group } {
  const found = rules.find(({ rule }) => rule.startsWith(start));
  if (found === undefined) throw new Error(`No rule begins with ${start}`);
  return { text: found.rule, root: modelOf(found.rule, found.tree) };
}

const leaf = (root: Group, ...path: number[]) => path.reduce<Block>((block, at) => (block as Group).parts[at]!, root) as Condition;

const shape = (text: string, block: Block): string =>
  `${block.negated ? 'not ' : ''}${
    block.kind === 'group'
      ? `${block.all ? 'all' : 'any'}(${block.parts.map((part) => shape(text, part)).join(', ')})`
      : block.saying.kind === 'other'
        ? `"${text.slice(...block.inner)}"`
        : written(block.saying)
  }`;

describe('pieces of a rule', () => {
  it.each(rules.map(({ rule }) => rule))('are the rule again: %s', (rule) => {
    expect(
      scan(rule)
        .map(({ from, to }) => rule.slice(from, to))
        .join(''),
    ).toBe(rule);
  });

  it('brackets in strings and comments belong to nothing', () => {
    expect(brackets('a("(") // )\n || (b)')).toEqual([
      [1, 5],
      [16, 18],
    ]);
  });
});

describe('a rule as the builder shows it', () => {
  it.each([
    ['customer.traits.country == "de"', 'all(customer.traits.country == "de")'],
    ['customer.traits.country in', 'all(customer.traits.country in ["de", "at"], customer.traits.age >= 18)'],
    [
      '// adults',
      'all(customer.traits.age >= 18, any(customer.traits.country == "de", account.traits.plan == "pro"), not in_segment("lapsing"))',
    ],
    ['events("Order Completed").count()', 'all(events("Order Completed").count() >= 3)'],
    ['events("Order Completed").any()', 'all(events("Order Completed").any(), events("Order Completed").within("90d").none())'],
    ['events("Order Completed").first()', 'all(events("Order Completed").first().timestamp > timestamp("2026-01-01T00:00:00Z"))'],
    ['!customer.traits.newsletter', 'any(not customer.traits.newsletter, not customer.traits.age < 18)'],
    ['!(customer.consents.email', 'not all(customer.consents.email, has(customer.traits["favourite colour"]))'],
    ['((customer.traits.a', 'any(all(customer.traits.a == 1, customer.traits.b == 2), customer.traits.c == 3)'],
    ['customer.identities.email', 'all(customer.identities.email.endsWith("@example.com"))'],
    ['events("A").sum', 'all("events("A").sum(e, e.properties.total) > 200 ? true : false")'],
    ['18 <= customer', 'all(customer.traits.age >= 18)'],
    ['customer.traits.score', 'all(customer.traits.score == 1.5)'],
  ])('%s …', (start, expected) => {
    const { text, root } = model(start);
    expect(shape(text, root)).toBe(expected);
  });

  it.each(rules.map(({ rule }) => rule))('each part stands where it says, with its brackets: %s', (rule) => {
    const { text, root } = model(rule);
    const check = (block: Block) => {
      const [whole, inner] = [text.slice(...block.span), text.slice(...block.inner)];
      expect(whole).toContain(inner);
      for (const part of [whole, inner])
        expect(brackets(part).length).toBe(scan(part).filter(({ kind, from }) => kind === 'code' && part[from] === '(').length);
      if (block.kind === 'group') block.parts.forEach(check);
    };
    check(root);
  });
});

const country: Saying = { kind: 'field', subject: 'trait', name: 'country', test: '!=', values: ['at'] };
const age: Saying = { kind: 'field', subject: 'trait', name: 'age', test: '>', values: [30] };

describe('a change in the builder', () => {
  it('touches one condition only', () => {
    const { text, root } = model('// adults');
    expect(say(text, leaf(root, 1, 0), country)).toBe(text.replace('customer.traits.country == "de"', 'customer.traits.country != "at"'));
    expect(sayText(text, leaf(root, 0), 'a || b', false)).toBe(text.replace('customer.traits.age >= 18', '(a || b)'));
  });

  it('keeps comments inside of the condition', () => {
    const { text, root } = model('customer.traits.x');
    expect(say(text, leaf(root, 0), country)).toBe('// odd\ncustomer.traits.country != "at" && customer.consents.sms');
  });

  it('sets brackets where a “not” needs them', () => {
    const { text, root } = model('!customer.traits.newsletter');
    expect(say(text, leaf(root, 0), age)).toBe('!(customer.traits.age > 30) || !(customer.traits.age < 18)');
    expect(say(text, leaf(root, 1), age)).toBe('!customer.traits.newsletter || !(customer.traits.age > 30)');
  });

  it('turns something into its opposite and back', () => {
    const one = model('customer.traits.country in');
    expect(negate(one.text, leaf(one.root, 1))).toBe('customer.traits.country in ["de", "at"] && !(customer.traits.age >= 18)');
    const two = model('!customer.traits.newsletter');
    expect(negate(two.text, leaf(two.root, 0))).toBe('customer.traits.newsletter || !(customer.traits.age < 18)');
    expect(negate(two.text, leaf(two.root, 1))).toBe('!customer.traits.newsletter || (customer.traits.age < 18)');
    const three = model('(customer.traits.a == "("');
    expect(negate(three.text, three.root.parts[0]!)).toBe(
      '!(customer.traits.a == "(" || customer.traits.b == 2) && customer.traits.c == 3',
    );
  });

  it('puts all for any', () => {
    const { text, root } = model('// adults');
    expect(combine(text, root.parts[1] as Group, true, false)).toBe(text.replace('||', '&&'));
    expect(combine(text, root, false, true)).toBe(text.replaceAll('&&', '||'));
  });

  it('adds as the lines before are laid out', () => {
    const one = model('customer.traits.a == 1\n  && customer.traits.b');
    expect(add(one.text, one.root, 'x')).toBe(
      'customer.traits.a == 1\n  && customer.traits.b == 2 // second\n  && customer.traits.c == 3 // third\n  && x\n',
    );
    const two = model('customer.traits.a == 1 && // first');
    expect(add(two.text, two.root, 'x')).toBe('customer.traits.a == 1 && // first\ncustomer.traits.b == 2 &&\nx');
    const three = model('customer.traits.country == "de"');
    expect(add(three.text, three.root, 'x')).toBe('customer.traits.country == "de" && x');
    const four = model('events("A").sum');
    expect(add(four.text, four.root, 'x')).toBe('(events("A").sum(e, e.properties.total) > 200 ? true : false) && x');
    expect(add('', null, 'x')).toBe('x');
    expect(add('// nobody yet\n', null, 'x')).toBe('// nobody yet\nx');
  });

  it('takes a condition out and leaves the comments', () => {
    const { text, root } = model('customer.traits.a == 1\n  && customer.traits.b');
    expect(remove(text, root, 1)).toBe('customer.traits.a == 1 // second\n  && customer.traits.c == 3 // third\n');
    expect(remove(text, root, 2)).toBe('customer.traits.a == 1\n  && customer.traits.b == 2 // second // third\n');
    expect(remove(text, root, 0)).toBe('customer.traits.b == 2 // second\n  && customer.traits.c == 3 // third\n');
    const two = model('customer.traits.a == 1 && // first');
    expect(remove(two.text, two.root, 0)).toBe('// first\ncustomer.traits.b == 2');
    expect(remove(two.text, two.root, 1)).toBe('customer.traits.a == 1 // first');
    const three = model('customer.traits.country == "de"');
    expect(remove(three.text, three.root, 0)).toBe('');
  });

  it('puts an alternative beside a condition', () => {
    const { text, root } = model('customer.traits.country in');
    expect(pair(text, root, 1, 'x')).toBe('customer.traits.country in ["de", "at"] && (customer.traits.age >= 18 || x)');
  });
});
