import { Anchor, Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import type { ToDo as Item } from '../api/types';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { Panel } from '../ui/Panel';
import { useToDo } from './queries';
import classes from './ToDo.module.css';
import { toDoWords } from './toDoWords';

const sides = [
  { side: 'marketing', name: 'Marketing' },
  { side: 'it', name: 'IT' },
] as const;

/** What waits for somebody, by side. */
export function ToDo() {
  const { data, error, refetch } = useToDo();
  return (
    <Panel title="Waiting for somebody" flush>
      {data === undefined && error ? (
        <Failed error={error} what="What waits" again={() => void refetch()} />
      ) : (
        <div className={classes.sides}>
          {sides.map(({ side, name }) => (
            <Side key={side} side={side} name={name} items={data?.items.filter((item) => item.side === side)} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Side({ side, name, items }: { side: 'marketing' | 'it'; name: string; items: Item[] | undefined }) {
  return (
    <section className={classes.side} aria-label={`Waiting for ${name}`}>
      <Chip tone={side}>{name}</Chip>
      {items === undefined ? (
        <Skeleton h={20} my={6} w="60%" aria-busy />
      ) : items.length === 0 ? (
        <p className={classes.none}>Nothing waits.</p>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => {
            const { text, to, about } = toDoWords(item);
            return (
              <li key={`${item.kind}/${item.name}`}>
                {to === undefined ? (
                  text
                ) : (
                  <Anchor component={Link} to={to} c="inherit">
                    {text}
                  </Anchor>
                )}
                {about && <span className={classes.about}>{about}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
