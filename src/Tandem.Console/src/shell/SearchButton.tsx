import { IconSearch } from '@tabler/icons-react';
import classes from './Shell.module.css';

export function SearchButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" className={classes.search} onClick={onOpen} aria-label="Go to or do" aria-keyshortcuts="Control+K">
      <IconSearch size={15} aria-hidden />
      <span>Search or do</span>
      <kbd>Ctrl K</kbd>
    </button>
  );
}
