import {
  autocompletion,
  closeCompletion,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { StreamLanguage } from '@codemirror/language';
import { keymap } from '@codemirror/view';
import { count, percent } from '../../ui/format';
import type { KnownName, KnownNames } from '../../api/types';
import { isScalar, type Subject } from './model';
import { fieldText, valueText } from './written';

const token =
  /^(?:\/\/.*|[rRbB]{0,2}(?:"""|'''|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|\d[\w.]*|(?:in|true|false|null)\b|[A-Za-z_]\w*|\s+|[^])/;

/** Enough of the language to tint it. */
const tinted = StreamLanguage.define<null>({
  startState: () => null,
  token(stream) {
    const found = stream.match(token) as RegExpMatchArray | null;
    const text = found?.[0] ?? stream.next() ?? '';
    if (text.startsWith('//')) return 'comment';
    if (/^[rRbB]{0,2}["']/.test(text)) return 'string';
    if (/^\d/.test(text)) return 'number';
    if (/^(in|true|false|null)$/.test(text)) return 'keyword';
    return /^[A-Za-z_]/.test(text) && /^\s*\(/.test(stream.string.slice(stream.pos)) ? 'variableName.function' : null;
  },
  languageData: { commentTokens: { line: '//' } },
});

const methods: Completion[] = [
  { label: 'any()', detail: 'at least one', type: 'method' },
  { label: 'none()', detail: 'not one', type: 'method' },
  { label: 'count()', detail: 'how many', type: 'method' },
  { label: 'within("30d")', detail: 'in the last 30 days; w, d, h, m', type: 'method' },
  { label: 'first()', detail: 'the oldest', type: 'method' },
  { label: 'last()', detail: 'the newest', type: 'method' },
];

const searches: Completion[] = ['contains', 'startsWith', 'endsWith'].map((name) => ({ label: `${name}("")`, type: 'method' }));

/** The language of rules with completion of what there is: traits, events, segments and values from real data. */
export function ruleLanguage(names: KnownNames | undefined) {
  return [
    tinted,
    autocompletion({ override: [(context) => completionsAt(context, names)], icons: false, maxRenderedOptions: 60 }),
    // Before anything else that Escape does on the page.
    keymap.of([{ key: 'Escape', run: closeCompletion }, ...completionKeymap]),
  ];
}

const fields = (names: KnownName[]) => names.map(({ name, type, share }) => ({ name, detail: `${type}, ${percent(share, 0)} have it` }));

function completionsAt(context: CompletionContext, names: KnownNames | undefined): CompletionResult | null {
  if (names === undefined) return null;
  const inName = context.matchBefore(/(?:events|in_segment)\(\s*"[^"]*/);
  if (inName) {
    const from = inName.from + inName.text.indexOf('"') + 1;
    const options = inName.text.startsWith('events')
      ? names.events.map(({ name, count: times }) => ({ label: name, detail: `${count(times)} times` }))
      : names.segments.map(({ name, title, count: members }) => ({ label: name, detail: `${title}, ${count(members)}` }));
    return { from, options, validFor: /^[^"]*$/ };
  }

  const inValue = context.matchBefore(/customer\.traits(?:\.(\w+)|\["([^"]+)"\])\s*(?:[=!<>]=|in\s*\[(?:\s*[^\]]*,)?)\s*"?[^"\]]*/);
  if (inValue) {
    const [, plain, quoted] = /traits(?:\.(\w+)|\["([^"]+)"\])/.exec(inValue.text)!;
    const values = names.traits.find(({ name }) => name === (plain ?? quoted))?.values ?? [];
    const open = /"?[^"[\],=\s]*$/.exec(inValue.text)![0];
    const closes = context.state.sliceDoc(context.pos, context.pos + 1) === '"' && open.startsWith('"');
    return {
      from: context.pos - open.length,
      options: values.flatMap(({ value, share }) =>
        !isScalar(value) ? [] : [{ label: closes ? valueText(value).replace(/"$/, '') : valueText(value), detail: percent(share, 0) }],
      ),
    };
  }

  const inField = context.matchBefore(/(?:customer\.(?:traits|consents|identities)|account\.traits)\.\w*/);
  if (inField) {
    const [root, rest] = [inField.text.slice(0, inField.text.lastIndexOf('.')), inField.text.slice(inField.text.lastIndexOf('.') + 1)];
    const [subject, known] = (
      {
        'customer.traits': ['trait', fields(names.traits)],
        'account.traits': ['account', fields(names.accountTraits)],
        'customer.consents': [
          'consent',
          names.consents.map(({ channel, share }) => ({ name: channel, detail: `${percent(share, 0)} said` })),
        ],
        'customer.identities': [
          'identity',
          names.identities.map(({ kind, share }) => ({ name: kind, detail: `${percent(share, 0)} have one` })),
        ],
      } as Record<string, [Subject, { name: string; detail: string }[]]>
    )[root]!;
    const options = known.map(({ name, detail }) => {
      const text = fieldText(subject, name);
      // A name that is no plain word stands in brackets, and the dot goes.
      return text.startsWith(`${root}.`)
        ? { label: name, detail }
        : {
            label: name,
            detail,
            apply: (view: { dispatch: (change: object) => void }, _: Completion, from: number, to: number) =>
              view.dispatch({
                changes: { from: from - 1, to, insert: text.slice(root.length) },
                selection: { anchor: from - 1 + text.length - root.length },
              }),
          };
    });
    return { from: inField.to - rest.length, options, validFor: /^\w*$/ };
  }

  const afterDot = context.matchBefore(/\.\w*/);
  if (afterDot) {
    const before = context.state.sliceDoc(Math.max(0, afterDot.from - 200), afterDot.from);
    if (/events\(\s*"[^"]*"\s*\)(\s*\.within\("[^"]*"\))?\s*$/.test(before)) return { from: afterDot.from + 1, options: methods };
    if (/\.(first|last)\(\)$/.test(before)) return { from: afterDot.from + 1, options: [{ label: 'timestamp', detail: 'when' }] };
    if (/\b(customer\.(traits|identities)|account\.traits)(\.\w+|\["[^"]+"\])$/.test(before))
      return { from: afterDot.from + 1, options: searches };
    if (/\bcustomer$/.test(before))
      return { from: afterDot.from + 1, options: ['traits', 'identities', 'consents'].map((label) => ({ label, type: 'property' })) };
    return null;
  }

  const word = context.matchBefore(/\w+/);
  if (word === null && !context.explicit) return null;
  return {
    from: word?.from ?? context.pos,
    options: [
      { label: 'customer.traits.', detail: 'what is known of a customer' },
      { label: 'events("")', detail: 'what they did' },
      { label: 'in_segment("")', detail: 'another segment' },
      { label: 'customer.consents.', detail: 'what they agreed to' },
      { label: 'customer.identities.', detail: 'their addresses' },
      { label: 'account.traits.', detail: 'their company' },
    ],
    validFor: /^\w*$/,
  };
}
