import { yaml } from '@codemirror/lang-yaml';
import type { Problem } from '../api/types';
import { CodeEditor } from '../ui/code/CodeEditor';

const language = yaml();

interface Props {
  text: string;
  onChange: (text: string) => void;
  problems: Problem[];
  label: string;
}

/** A text editor for YAML. */
export const YamlEditor = (props: Props) => <CodeEditor {...props} language={language} />;
