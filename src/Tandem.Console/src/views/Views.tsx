import { Button, Menu, Modal, Text } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconCheck, IconChevronDown, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { View } from '../api/types';
import { addressOf } from './pages';
import { useViews } from './queries';
import { RemoveView } from './RemoveView';
import { RenameView } from './RenameView';
import { SaveView } from './SaveView';
import { searchToKeep, viewAt } from './search';
import classes from './Views.module.css';

interface Props {
  page: string;
  /** Those that this browser shows of the list, where they are not those of the beginning. */
  columns: string[] | null;
}

const titles = { save: 'Save this view', rename: 'Rename the view', remove: 'Remove this view?' };

interface Dialog {
  kind: keyof typeof titles;
  /** As it was when the dialog was opened. */
  view?: View;
}

/** The saved views of a list: opens them, and saves, renames and removes them. */
export function Views({ page, columns }: Props) {
  const { search } = useLocation();
  const { data, error } = useViews();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [opened, setOpened] = useState(false);
  const views = (data?.items ?? []).filter((view) => view.page === page);
  const current = viewAt(views, search);
  const wanted = searchToKeep(search, columns);
  const close = () => setOpened(false);

  return (
    <>
      <Menu position="bottom-end" width={300} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} stroke={1.7} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={current ? `View ${current.name}` : 'Views'}
            className={classes.button}
          >
            {current?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Views" className={classes.list}>
          {error !== null && views.length === 0 ? (
            <Text component="div" size="sm" c="dimmed" px="sm" py="xs">
              The views could not be read: {error.message}
            </Text>
          ) : (
            views.length === 0 && (
              <Text component="div" size="sm" c="dimmed" px="sm" py="xs">
                No view is saved yet. Search, filter or choose columns, then save what you see under a name.
              </Text>
            )
          )}
          {views.map((view, index) => (
            <Menu.Item
              key={view.id}
              data-autofocus={index === 0 || undefined}
              component={Link}
              to={addressOf(view) ?? ''}
              aria-current={view === current || undefined}
              rightSection={view === current && <IconCheck size={15} aria-hidden />}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current ? (
            <>
              <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => open({ kind: 'rename', view: current })}>
                Rename this view …
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => open({ kind: 'remove', view: current })}>
                Remove this view …
              </Menu.Item>
            </>
          ) : (
            <Menu.Item
              data-autofocus={views.length === 0 || undefined}
              leftSection={<IconBookmarkPlus size={15} aria-hidden />}
              onClick={() => open({ kind: 'save' })}
            >
              Save this view …
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={opened} onClose={close} title={dialog && titles[dialog.kind]} closeButtonProps={{ 'aria-label': 'Close' }}>
        {dialog?.kind === 'save' && <SaveView page={page} search={wanted} onDone={close} />}
        {dialog?.kind === 'rename' && dialog.view && <RenameView view={dialog.view} onDone={close} />}
        {dialog?.kind === 'remove' && dialog.view && <RemoveView view={dialog.view} onDone={close} />}
      </Modal>
    </>
  );

  function open(next: Dialog) {
    setDialog(next);
    setOpened(true);
  }
}
