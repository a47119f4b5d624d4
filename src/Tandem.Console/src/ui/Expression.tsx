import { celTokens } from './celTokens';
import { CopyCode } from './Raw';
import classes from './ui.module.css';

/** A rule in monospace, tinted. */
export function Expression({ text }: { text: string }) {
  return (
    <div className={classes.code}>
      <CopyCode text={text} label="the expression" />
      <pre tabIndex={0} aria-label="Expression">
        {celTokens(text).map((token, index) => (
          <span key={index} data-token={token.kind === 'name' ? undefined : token.kind === 'word' ? 'number' : token.kind}>
            {token.text}
          </span>
        ))}
      </pre>
    </div>
  );
}
