import type { JSX, ReactNode } from 'react';
import { Mark } from '../design/icons.tsx';
import { Dial } from './dial.tsx';
import './door.css';

/** The page before signing in: the form on one side, on the other what it is all about. */
export function Door(props: {
  title: string;
  about: ReactNode;
  children: ReactNode;
  foot: ReactNode;
}): JSX.Element {
  return (
    <div className="door">
      <title>{`${props.title} · AiSpinner`}</title>
      <main className="door__form">
        <div className="door__brand">
          <Mark size={26} />
          <span>AiSpinner</span>
        </div>
        <div className="door__box">
          <h1>{props.title}</h1>
          <p className="door__about">{props.about}</p>
          {props.children}
          <p className="door__foot">{props.foot}</p>
        </div>
      </main>
      <aside className="door__side" aria-hidden="true">
        <Dial />
        <p className="door__line">Python that runs on time.</p>
        <p className="door__sub">Every second, every hour, in a sandbox of its own.</p>
      </aside>
    </div>
  );
}
