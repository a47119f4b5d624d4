import { lazy, Suspense, useEffect } from 'react';
import { fetchNotices, useTold } from './notify';

const Notices = lazy(async () => ({ default: (await fetchNotices()).Notices }));
const quiet = 1_500;

/** Where notices are shown. The first page does not wait for what draws them; a server that is gone later can still be told of. */
export function NoticeCorner() {
  useEffect(() => {
    // Where it cannot be had now, it is fetched when there is something to tell.
    const timer = setTimeout(() => void fetchNotices().catch(() => undefined), quiet);
    return () => clearTimeout(timer);
  }, []);
  return (
    useTold() && (
      <Suspense fallback={null}>
        <Notices />
      </Suspense>
    )
  );
}
