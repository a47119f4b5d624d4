import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import classes from './Shell.module.css';

const schemes: { value: MantineColorScheme; label: string; icon: typeof IconSun }[] = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
];

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div role="radiogroup" aria-label="Colours" className={classes.schemes}>
      {schemes.map(({ value, label, icon: Icon }) => (
        <label key={value} title={label}>
          <input type="radio" name="scheme" aria-label={label} checked={colorScheme === value} onChange={() => setColorScheme(value)} />
          <Icon size={15} stroke={1.7} aria-hidden />
        </label>
      ))}
    </div>
  );
}
