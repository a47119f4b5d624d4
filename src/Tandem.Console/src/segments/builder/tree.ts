/** Where a node stands in the text: from and to, in UTF-16 units. Brackets around it do not belong to it. */
export type Span = [from: number, to: number];

/** A rule as the server's parser sees it: see `tree` of POST /api/v1/rules/check. */
export type RuleNode = { span: Span } & (
  | { kind: 'literal'; type: string; value: unknown }
  | { kind: 'name'; name: string }
  | { kind: 'select'; operand: RuleNode; field: string; optional?: boolean }
  | { kind: 'index'; operand: RuleNode; key: RuleNode; optional?: boolean }
  | { kind: 'call'; target?: RuleNode; function: string; arguments: RuleNode[] }
  | { kind: 'unary'; operator: '!' | '-'; operand: RuleNode }
  | { kind: 'binary'; operator: string; left: RuleNode; right: RuleNode }
  | { kind: 'logical'; operator: '&&' | '||'; operands: RuleNode[] }
  | { kind: 'conditional'; test: RuleNode; then: RuleNode; otherwise: RuleNode }
  | { kind: 'list'; items: { value: RuleNode; optional?: boolean }[] }
  | { kind: 'map'; entries: unknown[] }
);
