import { createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e9f6f9',
  '#d3ebf1',
  '#a6d8e4',
  '#76c4d7',
  '#4fb3cb',
  '#2a9bb6',
  '#13809c',
  '#0b6b85',
  '#07566b',
  '#033f50',
];
const dark: MantineColorsTuple = [
  '#e9ebec',
  '#c3c8ca',
  '#969c9f',
  '#6d7477',
  '#3a3f42',
  '#2e3235',
  '#212426',
  '#1a1c1e',
  '#131516',
  '#0e1011',
];
const gray: MantineColorsTuple = [
  '#fafaf8',
  '#f3f3f0',
  '#ededea',
  '#e2e2de',
  '#cfcfca',
  '#b4b6b4',
  '#868a8b',
  '#54595b',
  '#383c3e',
  '#1d1f20',
];

// Only for what is broken, and for what breaks things for good.
const red: MantineColorsTuple = [
  '#fbe7e5',
  '#f6cfcb',
  '#eba59f',
  '#e07a72',
  '#d5564c',
  '#c9372c',
  '#bf2c22',
  '#b3261e',
  '#8f1d17',
  '#6b1410',
];

export const theme = createTheme({
  colors: { petrol, dark, gray, red },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '22px', lg: '24px', xl: '28px' },
  headings: { sizes: { h1: { fontSize: '22px', lineHeight: '32px', fontWeight: '650' }, h2: { fontSize: '16px', lineHeight: '24px' } } },
  defaultRadius: 6,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { styles: { title: { fontWeight: 600, lineHeight: '22px', overflowWrap: 'anywhere' } } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 200 } },
  },
});
