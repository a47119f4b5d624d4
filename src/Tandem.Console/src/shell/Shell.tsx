import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMenu2, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { useLiveFeed } from '../api/live';
import { useSignedOut } from '../api/session';
import { ClockChip } from './ClockChip';
import { FeedChip } from './FeedChip';
import { Navigation } from './Navigation';
import { Palette } from './Palette';
import { SearchButton } from './SearchButton';
import classes from './Shell.module.css';

const SignInPage = lazy(async () => ({ default: (await import('./SignInPage')).SignInPage }));

/** The frame of every page; without a session, the page that asks for one. */
export function Shell() {
  return useSignedOut() ? (
    <Suspense fallback={null}>
      <SignInPage />
    </Suspense>
  ) : (
    <SignedIn />
  );
}

function SignedIn() {
  useLiveFeed();
  const [open, { toggle, close }] = useDisclosure();
  const [searching, search] = useDisclosure();
  useHotkeys([
    ['mod+K', search.open],
    ['/', search.open],
  ]);
  const { pathname } = useLocation();
  const waiting = useNavigation().state !== 'idle';
  const main = useRef<HTMLDivElement>(null);

  useEffect(() => {
    close();
    window.scrollTo(0, 0);
  }, [pathname, close]);

  return (
    <>
      <a className="skip" href="#content" onClick={() => main.current?.focus()}>
        Skip to the page
      </a>
      <header className={classes.header}>
        <button
          type="button"
          className={classes.menuButton}
          onClick={toggle}
          aria-expanded={open}
          aria-label={open ? 'Close the navigation' : 'Open the navigation'}
        >
          {open ? <IconX size={20} aria-hidden /> : <IconMenu2 size={20} aria-hidden />}
        </button>
        <SearchButton onOpen={search.open} />
        <div className={classes.chips}>
          <ClockChip />
          <FeedChip />
        </div>
      </header>
      <div className={classes.navbar} data-open={open}>
        <Navigation onClose={close} open={open} />
      </div>
      <main className={classes.main}>
        <div className={classes.progress} data-on={waiting} aria-hidden />
        <div id="content" ref={main} tabIndex={-1} className={classes.content}>
          <Outlet />
        </div>
      </main>
      {searching && <Palette onClose={search.close} />}
    </>
  );
}
