import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Fragment, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useQuickCustomers } from '../customers/queries';
import { useAllDefinitions } from '../definitions/queries';
import { useViews } from '../views/queries';
import { commandsFor } from './commands';
import classes from './Palette.module.css';
import { useCommand } from './useCommand';

/** Every page, saved view, action, customer and definition, by keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closed before it is taken away: then the focus goes back to where it was.
    return () => opened?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-label="Go to or do"
      className={classes.palette}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <Search onDone={onClose} />
    </dialog>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const id = useId();
  const run = useCommand();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const found = useQuickCustomers(settled);
  const definitions = useAllDefinitions();
  const views = useViews();
  const customers = text.trim() === '' ? [] : (found.data?.items ?? []);
  const commands = commandsFor(text, customers, definitions.data?.items ?? [], views.data?.items ?? []);
  const current = Math.min(chosen, commands.length - 1);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    // Its answer, a promise in some browsers, must not be taken for the effect's end.
    void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const open = (index: number) => {
    const command = commands[index];
    if (command === undefined) return;
    onDone();
    run(command);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: commands.length - 1 }[event.key];
    if (to !== undefined && commands.length > 0 && (event.key.startsWith('Arrow') || text === '')) {
      event.preventDefault();
      setChosen((to + commands.length) % commands.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(current);
    }
  };

  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          role="combobox"
          aria-label="Go to or do"
          aria-expanded={commands.length > 0}
          aria-controls={id}
          aria-activedescendant={commands.length > 0 ? `${id}-${current}` : undefined}
          placeholder="A page, a view, an action, a customer’s e-mail or id, a definition …"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          autoFocus
        />
        <kbd>Esc</kbd>
      </div>
      <ul ref={list} id={id} role="listbox" aria-label="Found" className={classes.hits}>
        {commands.map(({ key, group, title, about, icon: Icon }, index) => (
          <Fragment key={key}>
            {group !== commands[index - 1]?.group && (
              <li role="presentation" className={classes.group}>
                {group}
              </li>
            )}
            <li
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={classes.hit}
              onPointerMove={() => setChosen(index)}
              onClick={() => open(index)}
            >
              <Icon size={17} stroke={1.6} aria-hidden />
              <span className={classes.title}>{title}</span>
              <span className={classes.about}>{about}</span>
            </li>
          </Fragment>
        ))}
      </ul>
      {commands.length === 0 && (
        <p className={classes.none} role="status">
          {found.isFetching || settled !== text.trim()
            ? 'Looking …'
            : `No page, view, action or definition has “${text.trim()}”, and no customer an identity that begins with it.`}
        </p>
      )}
    </>
  );
}
