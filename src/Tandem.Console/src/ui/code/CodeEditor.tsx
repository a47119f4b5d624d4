import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Problem } from '../../api/types';
import classes from './CodeEditor.module.css';

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--token-name)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--token-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--token-number)' },
  { tag: tags.function(tags.variableName), color: 'var(--token-call)' },
  { tag: tags.comment, color: 'var(--ink-quiet)' },
]);

interface Props {
  text: string;
  onChange: (text: string) => void;
  problems: Problem[];
  /** Marked too, more quietly. */
  warnings?: Problem[];
  label: string;
  /** The language, and what else it knows. */
  language: Extension;
  compact?: boolean;
}

/**
 * A text editor that marks the server's findings at their line and column. Tab leaves it, as in any field. What changes the text
 * from outside is a step that can be undone here.
 */
export function CodeEditor({ text, onChange, problems, warnings, label, language, compact = false }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useEffectEvent(onChange);
  const first = useEffectEvent(() => ({ doc: text, language }));
  // What the language knows may come while somebody writes: it is changed in the editor that is there, which keeps cursor and history.
  const [slot] = useState(() => new Compartment());

  useEffect(() => {
    if (place.current === null) return undefined;
    const { doc, language: spoken } = first();
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          lintGutter(),
          slot.of(spoken),
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
  }, [label, slot]);

  useEffect(() => view.current?.dispatch({ effects: slot.reconfigure(language) }), [language, slot]);

  useEffect(() => {
    const editor = view.current;
    const now = editor?.state.doc.toString();
    if (editor === null || now === undefined || now === text) return;
    editor.dispatch({ changes: difference(now, text) });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    const marks = [
      ...problems.flatMap((problem) => mark(problem, doc, 'error')),
      ...(warnings ?? []).flatMap((problem) => mark(problem, doc, 'warning')),
    ];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [problems, warnings]);

  return <div ref={place} className={classes.code} data-compact={compact || undefined} />;
}

/** The one stretch that differs, so that the cursor stays where it is. */
function difference(before: string, after: string) {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

function mark(problem: Problem, text: Text, severity: Diagnostic['severity']): Diagnostic[] {
  if (problem.line == null || problem.line < 1 || problem.line > text.lines) return [];
  const line = text.line(problem.line);
  const from = Math.min(line.to, line.from + Math.max(0, (problem.column ?? 1) - 1));
  const word = /^(?:"[^"]*"|[\w.-]+)/.exec(text.sliceString(from, line.to))?.[0].length ?? 1;
  return [{ from, to: Math.min(line.to, from + word), severity, message: [problem.message, problem.hint].filter(Boolean).join(' ') }];
}
