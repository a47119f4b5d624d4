import { Panel } from '../ui/Panel';
import { Term } from '../ui/terms/Term';
import { words, type Word } from '../ui/terms/words';
import classes from './Design.module.css';

/** The words that both sides use. */
export function Terms() {
  return (
    <Panel title="Words" note="hover or tab to one for its meaning">
      <div className={classes.terms}>
        {Object.keys(words).map((word) => (
          <span key={word}>
            <Term word={word as Word} />
          </span>
        ))}
      </div>
    </Panel>
  );
}
