import { Tabs, Text } from '@mantine/core';
import type { Source } from '../api/types';
import { Panel } from '../ui/Panel';
import { CopyCode } from '../ui/Raw';
import ui from '../ui/ui.module.css';

/** How to connect: ready to paste, the write key in place. */
export function Connect({ source }: { source: Source }) {
  return (
    <Panel title="Connect" note="the write key is in place">
      <Text mb="md" maw={720}>
        Tandem speaks Segment’s tracking API. Point an existing library at this server, or send the first interaction by hand; it appears
        under Live at once.
      </Text>
      {/* Numbers: a value becomes part of an id, and a title may have blanks. */}
      <Tabs defaultValue="0" keepMounted={false}>
        <Tabs.List mb="sm">
          {source.snippets.map(({ title }, number) => (
            <Tabs.Tab key={title} value={String(number)}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {source.snippets.map(({ title, code }, number) => (
          <Tabs.Panel key={title} value={String(number)}>
            <div className={ui.code}>
              <CopyCode text={code} label={`the ${title} snippet`} />
              <pre tabIndex={0} aria-label={`${title} snippet`}>
                {code}
              </pre>
            </div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
