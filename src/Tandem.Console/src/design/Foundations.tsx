import { Panel } from '../ui/Panel';
import classes from './Design.module.css';

const inks = ['ink', 'ink-soft', 'ink-quiet', 'accent', 'marketing', 'it', 'waits', 'broken'];
const grounds = ['page', 'panel', 'hover', 'chip', 'code', 'accent-wash', 'marketing-wash', 'it-wash', 'waits-wash', 'broken-wash'];
const series = ['arm-1', 'arm-2', 'arm-3', 'arm-4', 'arm-5', 'arm-control'];
const spaces = ['space-1', 'space-2', 'space-3', 'space-4', 'space-6'];

/** Type, colours and spaces. */
export function Foundations() {
  return (
    <Panel title="Type, colour, space">
      <div className={classes.type}>
        <span style={{ fontSize: 22, fontWeight: 650, lineHeight: '32px' }}>A page’s title, 22 px</span>
        <span style={{ fontSize: 14, fontWeight: 600 }}>A panel’s title, 14 px</span>
        <span>Text is 14 px; figures line up: 1,204 and 88,317.</span>
        <span style={{ color: 'var(--ink-quiet)', fontSize: 12 }}>A note is 12 px and quiet.</span>
        <code>Expressions and ids are in the machine’s monospace.</code>
      </div>
      <div className={classes.swatches}>
        {inks.map((name) => (
          <span key={name} style={{ color: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </div>
      <div className={classes.swatches}>
        {grounds.map((name) => (
          <span key={name} className={classes.ground} style={{ background: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </div>
      <div className={classes.swatches}>
        {series.map((name) => (
          <span key={name} className={classes.series}>
            <i style={{ background: `var(--${name})` }} /> {name}
          </span>
        ))}
      </div>
      <div className={classes.swatches}>
        {spaces.map((name) => (
          <span key={name} className={classes.series}>
            <i style={{ width: `var(--${name})`, borderRadius: 2, background: 'var(--line)' }} /> {name}
          </span>
        ))}
      </div>
    </Panel>
  );
}
