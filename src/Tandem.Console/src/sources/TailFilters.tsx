import { Select, TextInput } from '@mantine/core';
import { useParameter } from '../ui/address/useParameter';
import { useSearchText } from '../ui/address/useSearchText';
import { outcomeChoices, types, type TailFilter } from './filters';
import classes from './Sources.module.css';

/** The filters of the tail, which stand in the address: whoever opens it sees the same. */
export function useTailFilters() {
  const [type, setType] = useParameter('type');
  const [outcome, setOutcome] = useParameter('outcome');
  const event = useSearchText('event');
  const who = useSearchText('who');
  const text = useSearchText('text');
  const filter: TailFilter = { type, event: event.search, who: who.search, text: text.search };
  return {
    type,
    setType,
    outcome,
    setOutcome,
    event,
    who,
    text,
    filter,
    isSet: outcome !== '' || Object.values(filter).some((value) => value !== ''),
  };
}

export function TailFilters({ filters }: { filters: ReturnType<typeof useTailFilters> }) {
  const { type, setType, outcome, setOutcome, event, who } = filters;
  return (
    <>
      <Select
        size="xs"
        className={classes.filter}
        aria-label="Call"
        placeholder="Any call"
        data={types}
        value={type === '' ? null : type}
        onChange={setType}
        clearable
        clearButtonProps={{ 'aria-label': 'Any call' }}
      />
      <TextInput
        size="xs"
        className={classes.filter}
        aria-label="Event or page"
        placeholder="Event or page"
        value={event.text}
        onChange={(change) => event.setText(change.currentTarget.value)}
      />
      <TextInput
        size="xs"
        className={classes.filter}
        aria-label="Who"
        placeholder="Who: an id, an address"
        value={who.text}
        onChange={(change) => who.setText(change.currentTarget.value)}
      />
      <Select
        size="xs"
        className={classes.filter}
        aria-label="What became of it"
        placeholder="Whatever became of it"
        data={outcomeChoices}
        value={outcome === '' ? null : outcome}
        onChange={setOutcome}
        clearable
        clearButtonProps={{ 'aria-label': 'Whatever became of it' }}
      />
    </>
  );
}
