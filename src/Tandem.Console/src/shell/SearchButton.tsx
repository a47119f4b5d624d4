import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './Shell.module.css';

export function SearchButton({ onOpen }: { onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.search} onClick={onOpen} aria-label="Search pages and customers" aria-keyshortcuts="Control+K">
      <IconSearch size={15} aria-hidden />
      <span>Search</span>
      <kbd>Ctrl K</kbd>
    </UnstyledButton>
  );
}
