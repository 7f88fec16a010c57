import { useEffect, useState, type RefCallback } from 'react';

/** Whether an element has come into sight, or near it, since it was there. */
export function useHasBeenSeen(): { ref: RefCallback<Element>; hasBeenSeen: boolean } {
  const [element, ref] = useState<Element | null>(null);
  const [hasBeenSeen, setSeen] = useState(false);
  useEffect(() => {
    if (element === null || hasBeenSeen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, hasBeenSeen]);
  return { ref, hasBeenSeen };
}
