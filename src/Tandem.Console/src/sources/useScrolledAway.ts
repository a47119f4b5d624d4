import { useEffect, useState } from 'react';

const near = 80;

/** Whether the page is scrolled away from its top. */
export function useScrolledAway() {
  const [away, setAway] = useState(() => window.scrollY > near);
  useEffect(() => {
    const look = () => setAway(window.scrollY > near);
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  return away;
}
