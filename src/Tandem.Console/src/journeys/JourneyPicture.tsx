import { IconArrowsSplit2, IconBolt, IconClock, IconDoorExit, IconMail, IconPoint, type Icon } from '@tabler/icons-react';
import type { Journey, JourneyStep } from '../api/types';
import { celTokens } from '../ui/celTokens';
import { count, percent } from '../ui/format';
import classes from './JourneyPicture.module.css';

const icons: Record<string, Icon> = { wait: IconClock, branch: IconArrowsSplit2, send: IconMail, exit: IconDoorExit };
const words: Record<string, string> = { wait: 'Wait', branch: 'Branch', send: 'Send', exit: 'Exit' };

/** The journey as a picture: steps from top to bottom, branches side by side, with who came by and who is there now. */
export function JourneyPicture({ journey }: { journey: Journey }) {
  return (
    <div className={classes.picture}>
      <ol className={classes.lane} aria-label={`Steps of ${journey.title}`}>
        <li className={classes.place}>
          <div className={classes.step} data-kind="trigger">
            <span className={classes.icon}>
              <IconBolt size={16} aria-hidden />
            </span>
            <div className={classes.text}>
              <div className={classes.kind}>Starts with</div>
              <div>{journey.trigger}</div>
            </div>
            <Numbers entered={journey.started} />
          </div>
        </li>
        <Steps steps={journey.steps} started={journey.started} />
        <li className={classes.place}>
          <div className={classes.end}>End, {count(journey.completed)} completed</div>
        </li>
      </ol>
    </div>
  );
}

function Steps({ steps, started }: { steps: JourneyStep[]; started: number }) {
  return steps.map((step) => {
    const Icon = icons[step.kind] ?? IconPoint;
    return (
      <li key={step.id} className={classes.place}>
        <div className={classes.step} data-kind={step.kind}>
          <span className={classes.icon}>
            <Icon size={16} stroke={1.8} aria-hidden />
          </span>
          <div className={classes.text}>
            <div className={classes.kind}>
              {words[step.kind] ?? step.kind} <span title="The step's id">{step.id}</span>
            </div>
            {step.kind === 'branch' ? <Rule text={step.summary} /> : <div>{step.summary}</div>}
          </div>
          <Numbers entered={step.entered} here={step.here} started={started} />
        </div>
        {step.kind === 'branch' && (
          <div className={classes.branches}>
            <Branch label="if it holds" steps={step.then ?? []} started={started} />
            <Branch label="if not" steps={step.else ?? []} started={started} />
          </div>
        )}
      </li>
    );
  });
}

function Branch({ label, steps, started }: { label: string; steps: JourneyStep[]; started: number }) {
  return (
    <div className={classes.branch}>
      <span className={classes.label}>{label}</span>
      {steps.length === 0 ? (
        <div className={classes.through}>goes on</div>
      ) : (
        <ol className={classes.lane}>
          <Steps steps={steps} started={started} />
        </ol>
      )}
    </div>
  );
}

const Rule = ({ text }: { text: string }) => (
  <code className={classes.rule}>
    {celTokens(text).map((token, index) => (
      <span key={index} data-token={token.kind}>
        {token.text}
      </span>
    ))}
  </code>
);

function Numbers({ entered, here, started }: { entered: number; here?: number; started?: number }) {
  return (
    <div className={classes.numbers}>
      <strong title={started ? `${percent(entered / started)} of all who started` : undefined}>{count(entered)}</strong>
      {here !== undefined && here > 0 && <span className={classes.here}>{count(here)} here now</span>}
    </div>
  );
}
