import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import type { KnownNames } from '../../api/types';
import classes from './Builder.module.css';
import { Chosen } from './Chosen';
import { add, combine, negate, pair, remove, say, sayText } from './edit';
import { EventsRow } from './EventsRow';
import { FieldRow } from './FieldRow';
import { kindNames, kindOf, starterOf, starterText, type Kind } from './kinds';
import type { Block, Condition, Group, Saying } from './model';
import { Typed } from './Typed';
import type { Change } from './useRule';

interface Props {
  /** The text that the model was made of. */
  text: string;
  root: Group | null;
  names: KnownNames | undefined;
  /** Nothing can be changed while the text does not parse. */
  disabled: boolean;
  onEdit: (change: Change) => void;
}

/** Where a block is: the number of the part in each group on the way. */
type Path = number[];

const blockAt = (root: Group, path: Path): Block =>
  path.reduce<Block>((block, at) => (block.kind === 'group' ? (block.parts[at] ?? block) : block), root);

/** A rule as rows to change; each change is made in the text. */
export function Builder({ text, root, names, disabled, onEdit }: Props) {
  const on = (path: Path, change: (text: string, block: Block, parent: Group) => string) =>
    onEdit((now, model) => {
      if (model === null) return now;
      const parent = blockAt(model, path.slice(0, -1));
      const block = blockAt(model, path);
      return parent.kind === 'group' ? change(now, block, parent) : now;
    });

  return (
    <fieldset className={classes.builder} disabled={disabled} aria-label="Conditions">
      {root === null ? (
        <p className={classes.nothing}>Everybody for whom these conditions hold. Begin with one.</p>
      ) : (
        <GroupBlock text={text} group={root} path={[]} names={names} on={on} />
      )}
      <AddMenu names={names} onAdd={(rule) => onEdit((now, model) => add(now, model, rule))} />
    </fieldset>
  );
}

type On = (path: Path, change: (text: string, block: Block, parent: Group) => string) => void;

interface Shared {
  text: string;
  path: Path;
  names: KnownNames | undefined;
  on: On;
}

function GroupBlock({ text, group, path, names, on }: Shared & { group: Group }) {
  const isRoot = path.length === 0;
  const words: [string, string][] = group.negated
    ? [
        ['any', 'None of these'],
        ['all', 'Not all of these'],
      ]
    : [
        ['all', 'All of these'],
        ['any', 'Any of these'],
      ];
  return (
    <div
      className={classes.group}
      data-root={isRoot || undefined}
      role="group"
      aria-label={words.find(([value]) => value === (group.all ? 'all' : 'any'))![1]}
    >
      {(group.parts.length > 1 || group.negated) && (
        <div className={classes.groupHead}>
          <Chosen
            label="How the conditions belong together"
            value={group.all ? 'all' : 'any'}
            options={words}
            onChange={(value) => on(path, (now, block) => (block.kind === 'group' ? combine(now, block, value === 'all', isRoot) : now))}
          />
          {!isRoot && (
            <MoreMenu label="More about these conditions">
              <Menu.Item onClick={() => on([...path, 0], (now, _, parent) => add(now, parent, starterText('trait', names)))}>
                Add a condition here
              </Menu.Item>
              <Menu.Item onClick={() => on(path, (now, block) => negate(now, block))}>
                {group.negated ? 'Take “not” away' : 'Turn into the opposite'}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => on(path, (now, _, parent) => remove(now, parent, path.at(-1)!))}>
                Remove them
              </Menu.Item>
            </MoreMenu>
          )}
        </div>
      )}
      <ol className={classes.parts}>
        {group.parts.map((part, at) => (
          <li key={at}>
            {part.kind === 'group' ? (
              <GroupBlock text={text} group={part} path={[...path, at]} names={names} on={on} />
            ) : (
              <Row
                text={text}
                row={part}
                isAlone={isRoot && group.parts.length === 1}
                inAll={group.all}
                path={[...path, at]}
                names={names}
                on={on}
              />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Row({ text, row, isAlone, inAll, path, names, on }: Shared & { row: Condition; isAlone: boolean; inAll: boolean }) {
  const change = (make: (now: string, row: Condition, parent: Group) => string) =>
    on(path, (now, block, parent) => (block.kind === 'condition' ? make(now, block, parent) : now));
  const { saying } = row;
  const kind = kindOf(row);
  const at = path.at(-1)!;
  const sayAs =
    <K extends 'field' | 'events'>(wanted: K) =>
    (make: (now: Extract<Saying, { kind: K }>) => Extract<Saying, { kind: K }>) =>
      change((now, block) => (block.saying.kind === wanted ? say(now, block, make(block.saying as Extract<Saying, { kind: K }>)) : now));

  return (
    <div className={classes.row}>
      {row.negated && <span className={classes.not}>not</span>}
      <Chosen
        label="What it is about"
        value={kind}
        options={(Object.keys(kindNames) as Kind[])
          .filter((one) => one !== 'other' || kind === 'other')
          .map((one) => [one, kindNames[one]])}
        onChange={(next) => next !== 'other' && change((now, block) => say(now, block, starterOf(next, names)))}
      />
      {saying.kind === 'field' && <FieldRow saying={saying} names={names} onSay={sayAs('field')} />}
      {saying.kind === 'events' && <EventsRow saying={saying} names={names} onSay={sayAs('events')} />}
      {saying.kind === 'segment' && (
        <Typed
          label="Segment"
          value={saying.name}
          options={names?.segments.map(({ name }) => name) ?? []}
          accepts={(text) => text !== ''}
          onChange={(name) => change((now, block) => say(now, block, { kind: 'segment', name }))}
          width={220}
        />
      )}
      {saying.kind === 'other' && (
        <span className={classes.expression}>
          <Typed
            label="Expression"
            value={text.slice(...row.inner)}
            accepts={(text) => text.trim() !== ''}
            onChange={(rule) => change((now, block) => sayText(now, block, rule.trim(), isAlone))}
            mono
          />
        </span>
      )}
      <MoreMenu label="More about this condition">
        <Menu.Item onClick={() => change((now, _, parent) => pair(now, parent, at, starterText('trait', names)))}>
          {isAlone || inAll ? 'Or another condition instead' : 'And another condition with it'}
        </Menu.Item>
        <Menu.Item onClick={() => change((now, block) => negate(now, block))}>
          {row.negated ? 'Take “not” away' : 'Turn into the opposite'}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => change((now, _, parent) => remove(now, parent, at))}>
          Remove
        </Menu.Item>
      </MoreMenu>
    </div>
  );
}

const MoreMenu = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" aria-label={label} ml="auto">
        <IconDots size={16} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);

const AddMenu = ({ names, onAdd }: { names: KnownNames | undefined; onAdd: (rule: string) => void }) => (
  <Menu position="bottom-start">
    <Menu.Target>
      <Button variant="default" leftSection={<IconPlus size={16} />}>
        Add condition
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {(Object.keys(kindNames) as Kind[]).map(
        (kind) =>
          kind !== 'other' && (
            <Menu.Item key={kind} onClick={() => onAdd(starterText(kind, names))}>
              {kindNames[kind]}
            </Menu.Item>
          ),
      )}
    </Menu.Dropdown>
  </Menu>
);
