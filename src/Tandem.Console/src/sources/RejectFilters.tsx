import { Select } from '@mantine/core';
import type { RejectReason } from '../api/types';
import { useParameter } from '../ui/address/useParameter';
import { useSearchText } from '../ui/address/useSearchText';
import { count } from '../ui/format';
import type { RejectFilter } from './filters';
import classes from './Sources.module.css';

const states = [
  { value: 'open', label: 'Open' },
  { value: 'mended', label: 'Mended' },
  { value: 'all', label: 'All' },
];

/** The filters of the rejected items, which stand in the address; the open ones are shown where nothing is said. */
export function useRejectFilters() {
  const [state, setState] = useParameter('state');
  const [fault, setFault] = useParameter('fault');
  const text = useSearchText('search');
  const [code = '', path = ''] = fault.split(' ');
  const filter: RejectFilter = { state: state === 'all' ? '' : state || 'open', code, path, text: text.search };
  return { state: state || 'open', setState, fault, setFault, text, filter };
}

interface Props {
  filters: ReturnType<typeof useRejectFilters>;
  reasons: RejectReason[] | undefined;
}

export function RejectFilters({ filters: { state, setState, fault, setFault }, reasons }: Props) {
  const faults = (reasons ?? []).map(({ code, path, message, open, count: all }) => ({
    value: `${code} ${path}`,
    label: `${message} (${count(state === 'open' ? open : all)})`,
  }));
  return (
    <>
      <Select
        size="xs"
        className={classes.filter}
        aria-label="State"
        data={states}
        value={state}
        onChange={(value) => setState(value === 'open' ? null : value)}
        allowDeselect={false}
      />
      <Select
        size="xs"
        className={classes.wideFilter}
        aria-label="What is wrong"
        placeholder="Whatever is wrong"
        data={faults}
        value={fault === '' ? null : fault}
        onChange={setFault}
        comboboxProps={{ width: 380, position: 'bottom-start' }}
        clearable
        clearButtonProps={{ 'aria-label': 'Whatever is wrong' }}
      />
    </>
  );
}
