import { isScalar, parseDocument, stringify } from 'yaml';

/** A text that stands at a path of a definition; null where there is none, or the YAML does not parse. */
export function fieldIn(yaml: string, path: string[]): string | null {
  const value = parsed(yaml)?.getIn(path);
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Whether the YAML can be read at all. */
export const isReadable = (yaml: string) => parsed(yaml) !== null;

/**
 * Writes a text at a path of a definition and leaves everything else as it is written. Several lines, and comments of rules,
 * become a block whose lines are kept as they are.
 */
export function withField(yaml: string, path: string[], value: string): string {
  const document = parsed(yaml);
  if (document === null || fieldIn(yaml, path) === value) return yaml;
  const node = document.getIn(path, true);
  if (isScalar(node) && node.range) {
    const [from, , end] = node.range;
    const isBlock = /^[|>]/.test(yaml.slice(from, from + 1));
    const line = yaml.lastIndexOf('\n', from - 1) + 1;
    const indent = ' '.repeat(/^ */.exec(yaml.slice(line))![0].length + 2);
    const inFlow = !isBlock && /[{[]/.test(yaml.slice(line, from));
    const to = isBlock ? end : node.range[1];
    const written = value.includes('\n') && !inFlow ? `|-\n${value.replaceAll(/^(?=.)/gm, indent)}` : oneLine(value, inFlow);
    const result = yaml.slice(0, from) + written + (isBlock && end < yaml.length ? '\n' : '') + yaml.slice(to);
    if (fieldIn(result, path) === value) return result;
  }
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** Takes a text out of a definition. */
export function withoutField(yaml: string, path: string[]): string {
  const document = parsed(yaml);
  if (document === null || !document.hasIn(path)) return yaml;
  document.deleteIn(path);
  return document.toString({ lineWidth: 0 });
}

/** A text as YAML writes it on one line: bare where that is clear. */
const oneLine = (value: string, inFlow: boolean) =>
  inFlow || value.includes('\n')
    ? JSON.stringify(value)
    : stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trimEnd();

function parsed(yaml: string) {
  const document = parseDocument(yaml, { keepSourceTokens: false });
  return document.errors.length > 0 ? null : document;
}
