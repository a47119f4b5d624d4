import { useLocalStorage } from '@mantine/hooks';
import { useParameter } from '../address/useParameter';
import type { Column } from './column';

/**
 * Which columns of a list are shown: those that the address names, as that of a saved view does, else those that this
 * browser chose. The first one names the row and always stays.
 */
export function useColumns<T>(name: string, columns: Column<T>[]) {
  const first = columns.filter(({ extra }) => !extra).map(({ id }) => id);
  const [chosen, setChosen, reset] = useLocalStorage<string[]>({
    key: `tandem.columns.${name}`,
    defaultValue: first,
    getInitialValueInEffect: false,
  });
  const [named, setNamed] = useParameter('columns');
  const wanted = named === '' ? chosen : named.split(',');
  const shown = columns.filter(({ id }, index) => index === 0 || wanted.includes(id));
  const changed = shown.map(({ id }) => id).join() !== first.join();
  if (named === '') return { shown, changed, setChosen, reset };
  return { shown, changed, setChosen: (ids: string[]) => setNamed(ids.join(',')), reset: () => setNamed(null) };
}
