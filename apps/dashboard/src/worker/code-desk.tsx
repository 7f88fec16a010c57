import type { EditorView } from '@codemirror/view';
import type { VersionWithCodeView, WorkerView } from '@aispinner/contracts';
import { useCallback, useMemo, useState, type JSX } from 'react';
import { CanButton } from '../app/can-button.tsx';
import { Notice } from '../design/blank.tsx';
import { Button } from '../design/button.tsx';
import { saveDraft, useDraft } from './drafts.ts';
import { problemsOf } from './editor/code-problems.ts';
import { goToProblem } from './editor/make-editor.ts';
import { ProblemList } from './editor/problem-list.tsx';
import { PythonEditor } from './editor/python-editor.tsx';
import { TestPanel } from './test-panel.tsx';
import { useDeploy } from './use-deploy.ts';
import { useTestRun } from './use-test-run.ts';

/** The editor with what one does with code: try it, and deploy it. */
export function CodeDesk(props: {
  worker: WorkerView;
  deployed: VersionWithCodeView;
}): JSX.Element {
  const { worker, deployed } = props;
  const draft = useDraft(worker.id);
  const code = draft ?? deployed.code;
  const isChanged = code !== deployed.code;
  const [view, setView] = useState<EditorView | null>(null);
  const deploy = useDeploy(worker);
  const test = useTestRun(worker);

  const change = useCallback(
    (next: string) => saveDraft(worker.id, next === deployed.code ? null : next),
    [worker.id, deployed.code],
  );
  const deployError = deploy.error;
  const testError = test.run.error;
  const testProblems = test.run.data?.problems;
  const problems = useMemo(
    () => [...problemsOf(deployError), ...problemsOf(testError), ...(testProblems ?? [])],
    [deployError, testError, testProblems],
  );
  const submit = (): void => {
    if (deploy.isPending) return;
    test.run.reset();
    deploy.mutate(code);
  };
  const tryOut = (): void => {
    if (test.run.isPending) return;
    deploy.reset();
    test.start(code);
  };
  return (
    <div className="desk">
      <div className="desk__code">
        <div className="desk__bar">
          <span className="desk__state num">
            {isChanged ? (
              <>
                <span className="desk__dot" aria-hidden="true" />
                Changed since version {deployed.version}
              </>
            ) : (
              `Version ${deployed.version}, as deployed`
            )}
          </span>
          {isChanged && (
            <Button
              kind="quiet"
              size="small"
              icon="undo"
              onClick={() => saveDraft(worker.id, null)}
            >
              Discard
            </Button>
          )}
          <CanButton
            kind="primary"
            size="small"
            icon="up"
            busy={deploy.isPending}
            title="Ctrl+S"
            onClick={submit}
          >
            Deploy
          </CanButton>
        </div>
        <PythonEditor
          value={code}
          onChange={change}
          problems={problems}
          keys={{ deploy: submit, test: tryOut }}
          onView={setView}
        />
        {problems.length > 0 ? (
          <ProblemList
            problems={problems}
            onChoose={(problem) => view !== null && goToProblem(view, problem)}
          />
        ) : (
          deployError !== null && (
            <div className="desk__error">
              <Notice kind="bad">{deployError.message}</Notice>
            </div>
          )
        )}
      </div>
      <TestPanel test={test} onStart={tryOut} />
    </div>
  );
}
