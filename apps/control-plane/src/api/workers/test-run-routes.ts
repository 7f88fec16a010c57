import { testRunBody, testRunView } from '@aispinner/contracts';
import { workspacePath } from '../http/path-params.ts';
import { json, route } from '../http/route.ts';

export const testRun = route('testRun', 'POST /workspaces/:workspaceId/test-runs', {
  tag: 'Workers',
  summary: 'Run code in the real sandbox on scratch state; nothing outside is touched',
  access: 'write',
  params: workspacePath,
  body: testRunBody,
  response: json(testRunView),
});
