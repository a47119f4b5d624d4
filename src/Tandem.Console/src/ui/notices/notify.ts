import type { NotificationData } from '@mantine/notifications';
import { useSyncExternalStore } from 'react';

let told = false;
const listeners = new Set<() => void>();

/** Fetched once there is something to tell. */
export const fetchNotices = () => import('./Notices');

/** Tells, in the corner of the window, what became of what somebody did. */
export async function notify(notice: Pick<NotificationData, 'message' | 'color'>) {
  const { notifications } = await fetchNotices();
  notifications.show(notice);
  told = true;
  listeners.forEach((listener) => listener());
}

/** Whether anything was told yet. */
export const useTold = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => told,
  );
