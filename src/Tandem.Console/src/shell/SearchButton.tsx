import { UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import classes from './Shell.module.css';

export function SearchButton() {
  return (
    <UnstyledButton className={classes.search} onClick={spotlight.open} aria-label="Search pages and customers" aria-keyshortcuts="Control+K">
      <IconSearch size={15} aria-hidden />
      Search
      <kbd>Ctrl K</kbd>
    </UnstyledButton>
  );
}
