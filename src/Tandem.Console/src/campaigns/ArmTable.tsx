import { Table } from '@mantine/core';
import type { Campaign } from '../api/types';
import { Chip } from '../ui/Chip';
import { count, percent } from '../ui/format';
import classes from './Campaigns.module.css';
import { amountWithInterval, percentWithInterval, plainWithInterval, pointsWithInterval, resultOf } from './words';

const pText = (p: number | null) => (p === null ? '' : p < 0.0001 ? 'p < 0.0001' : `p = ${p.toPrecision(2)}`);

/** Every arm's numbers: people, messages, and for each goal its share, its lift and its value per customer. */
export function ArmTable({ campaign, colours }: { campaign: Campaign; colours: Map<string, string> }) {
  const { goals, arms, externalAssignment } = campaign;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table className={classes.table} verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Arm</Table.Th>
            <Table.Th ta="right">Assigned</Table.Th>
            {!externalAssignment && <Table.Th ta="right">Sent</Table.Th>}
            {goals.map((goal) => [
              <Table.Th key={goal.name} ta="right" title={`${goal.event} within ${goal.within}`}>
                {goal.name}
              </Table.Th>,
              <Table.Th key={`${goal.name} lift`} ta="right">
                lift
              </Table.Th>,
              goal.value !== null && (
                <Table.Th key={`${goal.name} value`} ta="right">
                  {goal.value} per customer
                </Table.Th>
              ),
            ])}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {arms.map((arm) => (
            <Table.Tr key={arm.name}>
              <Table.Td>
                <span className={classes.arm}>
                  <i style={{ background: colours.get(arm.name) }} aria-hidden />
                  {arm.name}
                  {arm.control && <Chip>control</Chip>}
                </span>
                {arm.template && <span className={classes.small}>{arm.template}</span>}
              </Table.Td>
              <Table.Td ta="right">
                {count(arm.assigned)}
                <span className={classes.small}>{campaign.assigned > 0 ? percent(arm.assigned / campaign.assigned, 1) : ''}</span>
              </Table.Td>
              {!externalAssignment && (
                <Table.Td ta="right">
                  {count(arm.sent)}
                  <span className={classes.small}>{arm.withheld > 0 ? `${count(arm.withheld)} withheld` : ''}</span>
                </Table.Td>
              )}
              {goals.map((goal) => {
                const result = resultOf(arm, goal);
                return [
                  <Table.Td key={goal.name} ta="right">
                    {result?.rate ? percentWithInterval(result.rate).value : '–'}
                    <span className={classes.small}>{result ? count(result.converted) : ''}</span>
                  </Table.Td>,
                  <Cell
                    key={`${goal.name} lift`}
                    text={result?.lift ? pointsWithInterval(result.lift) : null}
                    note={pText(result?.pValue ?? null)}
                  />,
                  goal.value !== null && (
                    <Cell
                      key={`${goal.name} value`}
                      text={result?.valuePerCustomer ? plainWithInterval(result.valuePerCustomer) : null}
                      note={result?.valueLift ? `${amountWithInterval(result.valueLift).value}, ${pText(result.valuePValue)}` : ''}
                    />
                  ),
                ];
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({ text, note }: { text: { value: string; interval: string } | null; note: string }) {
  return (
    <Table.Td ta="right">
      {text === null ? '–' : <span title={`95% interval ${text.interval}`}>{text.value}</span>}
      <span className={classes.small}>{text === null ? '' : note || text.interval}</span>
    </Table.Td>
  );
}
