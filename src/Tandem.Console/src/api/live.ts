import { useEffect, useSyncExternalStore } from 'react';
import { addressOf, get } from './client';
import { queryClient } from './queryClient';
import { currentTopic, onTopic } from './topic';
import type { Overview, Page, PastSecond } from './types';

/** What pictures of the last minutes show of a second. */
export interface Sample {
  receivedAt: number;
  overview: Omit<PastSecond, 'secondsAgo'>;
}
export interface Live {
  samples: Sample[];
  latest: { receivedAt: number; overview: Overview } | null;
  staleSince: number | null;
}

const keep = 5 * 60_000;
const firstDelay = 1_000;
const longestDelay = 15_000;

let live: Live = { samples: [], latest: null, staleSince: null };
const listeners = new Set<() => void>();

function change(next: Live) {
  live = next;
  listeners.forEach((listener) => listener());
}

function add(overview: Overview) {
  const receivedAt = Date.now();
  const sample = { receivedAt, overview };
  queryClient.setQueryData(['overview'], overview);
  change({ samples: [...live.samples.filter((s) => receivedAt - s.receivedAt <= keep), sample], latest: sample, staleSince: null });
}

/** The first figures come by an ordinary request, so that the workspace's clock is known at once. */
async function begin() {
  if (live.latest !== null) return;
  const overview = await queryClient.fetchQuery({ queryKey: ['overview'], queryFn: () => get<Overview>('/overview') });
  if (live.latest === null) change({ ...live, latest: { receivedAt: Date.now(), overview } });
}

/** What was before this tab looked. */
async function beginPast() {
  if (live.samples.length > 1) return;
  const { items } = await get<Page<PastSecond>>('/overview/past');
  const now = Date.now();
  const first = live.samples[0]?.receivedAt ?? now;
  const before = items.map(({ secondsAgo, ...overview }) => ({ receivedAt: now - secondsAgo * 1000, overview }));
  change({ ...live, samples: [...before.filter(({ receivedAt }) => receivedAt < first), ...live.samples] });
}

const isStale = () => {
  if (live.staleSince === null) change({ ...live, staleSince: live.latest?.receivedAt ?? Date.now() });
};

/** Keeps the live feed open while the shell is shown; it reconnects by itself, ever more slowly. */
export function useLiveFeed() {
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: number | undefined;
    let delay = firstDelay;
    let topic = currentTopic();

    const open = () => {
      const mine = currentTopic();
      topic = mine;
      source = new EventSource(addressOf('/live', mine?.query));
      for (const name of mine?.events ?? [])
        source.addEventListener(name, (event: MessageEvent<string>) => mine?.hear(name, JSON.parse(event.data) as unknown));
      source.addEventListener('overview', (event: MessageEvent<string>) => {
        delay = firstDelay;
        add(JSON.parse(event.data) as Overview);
      });
      source.onerror = () => {
        isStale();
        if (source?.readyState !== EventSource.CLOSED) return;
        // An event source cannot say why it was refused; an ordinary request finds out (a 401 signs out).
        void queryClient.prefetchQuery({
          queryKey: ['overview', 'probe'],
          queryFn: () => get<Overview>('/overview'),
          staleTime: 0,
          retry: false,
        });
        timer = window.setTimeout(open, delay);
        delay = Math.min(delay * 2, longestDelay);
      };
    };

    // When it fails, the event source fails too and tries again.
    begin().then(beginPast).catch(isStale);
    open();
    // A page that is left and one that is opened change it together: the connection is made anew once.
    let changing: number | undefined;
    const forget = onTopic(() => {
      window.clearTimeout(changing);
      changing = window.setTimeout(() => {
        if (topic === currentTopic()) return;
        source?.close();
        window.clearTimeout(timer);
        open();
      });
    });
    return () => {
      forget();
      window.clearTimeout(changing);
      source?.close();
      window.clearTimeout(timer);
    };
  }, []);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLive = () => useSyncExternalStore(subscribe, () => live);

/** The workspace's time in milliseconds, once it is known: a demo's clock may be in another year and run much faster. */
export function workspaceNow(): number | null {
  if (live.latest === null) return null;
  const { clock } = live.latest.overview;
  const elapsed = live.staleSince === null ? Date.now() - live.latest.receivedAt : 0;
  return Date.parse(clock.now) + elapsed * clock.speed;
}

/** Workspace seconds in a second of ours; 1 until it is known. */
export const clockSpeed = () => Math.max(1, live.latest?.overview.clock.speed ?? 1);

/** Calls back whenever the first figures arrive, so that times need not wait for the next second. */
export const onFirstLive = (listener: () => void) =>
  subscribe(() => {
    if (live.samples.length <= 1) listener();
  });
