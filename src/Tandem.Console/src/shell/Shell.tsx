import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { useLiveFeed } from '../api/live';
import { useSignedOut } from '../api/session';
import { ClockChip } from './ClockChip';
import { FeedChip } from './FeedChip';
import { Navigation } from './Navigation';
import { SearchButton } from './SearchButton';
import classes from './Shell.module.css';
import { SignInPage } from './SignInPage';

// The first page does not need it: it is fetched once that stands still, or when it is asked for.
const fetchPalette = () => import('./Palette');
const Palette = lazy(async () => ({ default: (await fetchPalette()).Palette }));
const quiet = 1_500;

/** The frame of every page; without a session, the page that asks for one. */
export function Shell() {
  return useSignedOut() ? <SignInPage /> : <SignedIn />;
}

function SignedIn() {
  useLiveFeed();
  const [open, { toggle, close }] = useDisclosure();
  const [searching, search] = useDisclosure();
  const [wanted, want] = useDisclosure();
  const openPalette = () => {
    want.open();
    search.open();
  };
  useHotkeys([
    ['mod+K', openPalette],
    ['/', openPalette],
  ]);
  const { pathname } = useLocation();
  const waiting = useNavigation().state !== 'idle';
  const main = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Where it cannot be had now, it is fetched when it is asked for.
    const timer = setTimeout(() => void fetchPalette().catch(() => undefined), quiet);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    close();
    window.scrollTo(0, 0);
  }, [pathname, close]);

  return (
    <>
      <a className="skip" href="#content" onClick={() => main.current?.focus()}>
        Skip to the page
      </a>
      <AppShell
        layout="alt"
        header={{ height: 52 }}
        navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }}
        className={classes.shell}
      >
        <AppShell.Header className={classes.header}>
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={open ? 'Close the navigation' : 'Open the navigation'}
            />
            <SearchButton onOpen={openPalette} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ClockChip />
            <FeedChip />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar}>
          <Navigation onClose={close} open={open} />
        </AppShell.Navbar>
        <AppShell.Main>
          <div className={classes.progress} data-on={waiting} aria-hidden />
          <div id="content" ref={main} tabIndex={-1} className={classes.content}>
            <Outlet />
          </div>
        </AppShell.Main>
      </AppShell>
      {wanted && (
        <Suspense fallback={null}>
          <Palette opened={searching} onClose={search.close} />
        </Suspense>
      )}
    </>
  );
}
