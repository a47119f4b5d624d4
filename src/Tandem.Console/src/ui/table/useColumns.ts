import { useLocalStorage } from '@mantine/hooks';
import type { Column } from './column';

/** Which columns of a list this browser shows; the first one names the row and always stays. */
export function useColumns<T>(name: string, columns: Column<T>[]) {
  const first = columns.filter(({ extra }) => !extra).map(({ id }) => id);
  const [chosen, setChosen, reset] = useLocalStorage<string[]>({
    key: `tandem.columns.${name}`,
    defaultValue: first,
    getInitialValueInEffect: false,
  });
  const shown = columns.filter(({ id }, index) => index === 0 || chosen.includes(id));
  const changed = shown.map(({ id }) => id).join() !== first.join();
  return { shown, changed, setChosen, reset };
}
