import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Problem } from '../api/types';
import classes from './Definitions.module.css';

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--token-name)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--token-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--token-number)' },
  { tag: tags.comment, color: 'var(--ink-quiet)' },
]);

interface Props {
  text: string;
  onChange: (text: string) => void;
  problems: Problem[];
  label: string;
}

/** A text editor for YAML that marks the server's findings at their line and column. Tab leaves it, as in any field. */
export function YamlEditor({ text, onChange, problems, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useEffectEvent(onChange);

  useEffect(() => {
    if (place.current === null) return undefined;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          lintGutter(),
          yaml(),
          syntaxHighlighting(colours),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorState.tabSize.of(2),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [text, label]);

  useEffect(() => {
    const editor = view.current;
    if (editor !== null)
      editor.dispatch(
        setDiagnostics(
          editor.state,
          problems.flatMap((problem) => mark(problem, editor.state.doc)),
        ),
      );
  }, [problems]);

  return <div ref={place} className={classes.yaml} />;
}

function mark(problem: Problem, text: Text): Diagnostic[] {
  if (problem.line == null || problem.line < 1 || problem.line > text.lines) return [];
  const line = text.line(problem.line);
  const from = Math.min(line.to, line.from + Math.max(0, (problem.column ?? 1) - 1));
  const word = /^(?:"[^"]*"|[\w.-]+)/.exec(text.sliceString(from, line.to))?.[0].length ?? 1;
  return [
    { from, to: Math.min(line.to, from + word), severity: 'error', message: [problem.message, problem.hint].filter(Boolean).join(' ') },
  ];
}
