import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Term } from './terms/Term';
import type { Word } from './terms/words';
import classes from './ui.module.css';

interface Props {
  title: string;
  /** Of the list of words, when the title is one. */
  word?: Word;
  parent?: { label: string; to: string };
  state?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}

/** The head of every page: where it is, its title and state, and what can be done, on the right. */
export function PageHeader({ title, word, parent, state, description, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Tandem`;
  }, [title]);

  return (
    <header className={classes.pageHeader}>
      <div className={classes.pageHeading}>
        {parent && (
          <Group gap={2} component="nav" aria-label="Breadcrumb">
            <Anchor component={Link} to={parent.to} size="sm" c="dimmed">
              {parent.label}
            </Anchor>
            <IconChevronRight size={14} className={classes.quiet} aria-hidden />
          </Group>
        )}
        <Group gap="sm" align="center">
          <Title order={1}>{word ? <Term word={word}>{title}</Term> : title}</Title>
          {state}
        </Group>
        {description && (
          <Text c="dimmed" maw={720} mt={2}>
            {description}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </header>
  );
}
