import { Modal } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useQuickCustomers } from '../customers/queries';
import classes from './QuickSearch.module.css';
import { hitsFor } from './searchHits';

interface Props {
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
}

/** Ctrl-K: every page, and customers by any of their identities. */
export function QuickSearch({ opened, onOpen, onClose }: Props) {
  useHotkeys([
    ['mod+K', onOpen],
    ['/', onOpen],
  ]);
  return (
    <Modal.Root opened={opened} onClose={onClose} padding={0} yOffset="12vh" size={600}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search pages and customers">
        <Search onDone={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const found = useQuickCustomers(settled);
  const hits = hitsFor(text.trim(), text.trim() === '' ? [] : (found.data?.items ?? []));
  const current = Math.min(chosen, hits.length - 1);

  const open = (index: number) => {
    const hit = hits[index];
    if (hit === undefined) return;
    onDone();
    void navigate(hit.to);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      setChosen((current + step + hits.length) % hits.length);
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
          aria-label="Search pages and customers"
          aria-expanded={hits.length > 0}
          aria-controls={id}
          aria-activedescendant={hits.length > 0 ? `${id}-${current}` : undefined}
          placeholder="A page, or an e-mail address, user id, phone …"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <kbd>Esc</kbd>
      </div>
      <ul id={id} role="listbox" aria-label="Found" className={classes.hits}>
        {hits.map(({ key, title, about, icon: Icon }, index) => (
          <li
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={classes.hit}
            onPointerMove={() => setChosen(index)}
            onClick={() => open(index)}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            <span className={classes.title}>{title}</span>
            <span className={classes.about}>{about}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && (
        <p className={classes.none} role="status">
          {found.isFetching || settled !== text.trim()
            ? 'Looking …'
            : `No page, and no customer with an identity that begins with "${text.trim()}".`}
        </p>
      )}
    </>
  );
}
